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

    @Bean
    HandlerMapping streamMapping(StreamEndpoint endpoint) {
        return new SimpleUrlHandlerMapping(Map.of("/ws/stream", endpoint), Ordered.HIGHEST_PRECEDENCE);
    }

    @Bean
    WebSocketService streamHandshake(NotifierSettings settings) {
        int largest = Math.toIntExact(settings.maxFrameSize().toBytes());
        return new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy(() ->
                WebsocketServerSpec.builder().maxFramePayloadLength(largest).compress(false)));
    }
}
