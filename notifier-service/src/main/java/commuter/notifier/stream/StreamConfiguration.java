package commuter.notifier.stream;

import commuter.notifier.NotifierSettings;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import reactor.netty.http.server.WebsocketServerSpec;

/** Puts the endpoint at {@code /ws/stream}. */
@Configuration(proxyBeanMethods = false)
class StreamConfiguration {
    /**
     * Netty hangs up on what is too big in a way that can lose the close frame. So it lets a bit more pass, for us to
     * close politely, and hangs up only beyond that.
     */
    private static final int NETTY_HEADROOM = 4;

    @Bean
    HandlerMapping streamMapping(StreamEndpoint endpoint) {
        return new SimpleUrlHandlerMapping(Map.of("/ws/stream", endpoint), Ordered.HIGHEST_PRECEDENCE);
    }

    @Bean
    WebSocketService streamHandshake(NotifierSettings settings) {
        int largest = Math.toIntExact(NETTY_HEADROOM * settings.maxFrameSize().toBytes());
        return new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy(() ->
                WebsocketServerSpec.builder().maxFramePayloadLength(largest).compress(false)));
    }
}
