package commuter.notifier.stream;

import commuter.notifier.NotifierSettings;
import commuter.notifier.hub.ClientSession;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.WebSocketSession;

/** Joins a client's session with its socket. */
@Component
class ConnectionFactory {
    private final Conversation conversation;
    private final NotifierSettings settings;
    private final Counter framesOut;

    ConnectionFactory(Conversation conversation, NotifierSettings settings, MeterRegistry registry) {
        this.conversation = conversation;
        this.settings = settings;
        this.framesOut = Counter.builder("commuter.notifier.frames")
                .description("Frames handed to the network")
                .register(registry);
    }

    Connection open(ClientSession client, WebSocketSession socket, NettyChannel channel) {
        return new Connection(client, socket, channel, conversation, settings, framesOut);
    }
}
