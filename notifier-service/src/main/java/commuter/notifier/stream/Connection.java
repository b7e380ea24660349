package commuter.notifier.stream;

import commuter.notifier.NotifierSettings;
import commuter.notifier.hub.ClientSession;
import commuter.notifier.hub.CloseReason;
import commuter.notifier.hub.Frame;
import io.micrometer.core.instrument.Counter;
import io.netty.handler.codec.TooLongFrameException;
import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Mono;

/** Carries one client's messages to and from its socket until either side ends it. */
final class Connection {
    private final ClientSession client;
    private final WebSocketSession socket;
    private final NettyChannel channel;
    private final Conversation conversation;
    private final long maxBytes;
    private final Duration closeTimeout;
    private final Counter framesOut;

    Connection(
            ClientSession client,
            WebSocketSession socket,
            NettyChannel channel,
            Conversation conversation,
            NotifierSettings settings,
            Counter framesOut) {
        this.client = client;
        this.socket = socket;
        this.channel = channel;
        this.conversation = conversation;
        this.maxBytes = settings.maxFrameSize().toBytes();
        this.closeTimeout = settings.closeTimeout();
        this.framesOut = framesOut;
    }

    /** Completes when the connection has ended, in whatever way: a lost client is nothing to complain about. */
    Mono<Void> run() {
        conversation.greet(client);
        return Mono.firstWithSignal(receive(), sendThenClose(), abortWhenCloseTakesTooLong(), lost())
                .onErrorComplete();
    }

    private Mono<Void> receive() {
        return socket.receive().doOnNext(this::onMessage).then().onErrorResume(TooLongFrameException.class, e -> {
            client.close(CloseReason.TOO_BIG);
            return Mono.never(); // as in sendThenClose
        });
    }

    private Mono<Void> lost() {
        return socket.closeStatus().then();
    }

    private Mono<Void> sendThenClose() {
        return socket.send(client.frames().map(this::encode))
                .then(client.closing())
                .doOnNext(channel::sendClose)
                .then(Mono.never()); // the client's answer, or its delay, ends the connection
    }

    private Mono<Void> abortWhenCloseTakesTooLong() {
        return client.closing()
                .delayElement(closeTimeout)
                .doOnNext(reason -> channel.abort())
                .then();
    }

    private void onMessage(WebSocketMessage message) {
        client.heard();
        switch (message.getType()) {
            case TEXT -> onText(message.getPayload());
            case BINARY -> client.close(CloseReason.NOT_TEXT);
            case PING, PONG -> {} // a sign of life; Netty answers pings
        }
    }

    private void onText(DataBuffer payload) {
        if (payload.readableByteCount() > maxBytes) {
            client.close(CloseReason.TOO_BIG);
        } else {
            conversation.onText(client, bytes(payload));
        }
    }

    private WebSocketMessage encode(Frame frame) {
        framesOut.increment();
        WebSocketMessage.Type type = frame == Frame.PING ? WebSocketMessage.Type.PING : WebSocketMessage.Type.TEXT;
        return new WebSocketMessage(type, socket.bufferFactory().wrap(frame.bytes()));
    }

    private static byte[] bytes(DataBuffer payload) {
        byte[] bytes = new byte[payload.readableByteCount()];
        payload.read(bytes);
        return bytes;
    }
}
