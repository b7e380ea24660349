package commuter.console.session;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** One connection to the notifier. For one reader. */
public final class EventStream implements AutoCloseable {
    /** Queued instead of a message when there will be no more. */
    private static final JsonNode END = MissingNode.getInstance();

    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    private EventStream(Services services, URI address) {
        WebSocket.Builder builder = services.http().newWebSocketBuilder().connectTimeout(Duration.ofSeconds(5));
        String authorization = services.authorization();
        if (authorization != null) {
            builder.header("Authorization", authorization);
        }
        socket = builder.buildAsync(address, new Listener()).join();
    }

    /** Connects; fails with a {@link ConsoleException}. */
    public static EventStream connect(Services services, URI address) {
        try {
            return new EventStream(services, address);
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                int status = refused.getResponse().statusCode();
                throw new ConsoleException(ErrorText.describe(address, status, END));
            }
            throw new ConsoleException(ErrorText.unreachable(
                    address, e.getCause() instanceof IOException failure ? failure : new ConnectException()));
        }
    }

    public void send(JsonNode message) {
        socket.sendText(message.toString(), true).join();
    }

    /**
     * The next message; null when none came in time.
     *
     * @throws EndedException when the connection has ended, and all earlier messages have been taken
     */
    public @Nullable JsonNode next(Duration patience) throws EndedException {
        try {
            JsonNode message = messages.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (message != null && message.isMissingNode()) {
                throw new EndedException();
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EndedException();
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    /** The connection has ended. */
    public static final class EndedException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                messages.add(Services.JSON.readTree(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            messages.add(END);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            messages.add(END);
        }
    }
}
