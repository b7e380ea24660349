package commuter.standalone.stats;

import commuter.schemas.Json;
import commuter.standalone.net.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A WebSocket client of the notifier, like a dashboard: it subscribes to every route and depot, and counts events. */
public final class EventFeed implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final CountDownLatch subscriptions = new CountDownLatch(2);
    private final WebSocket socket;
    private volatile @Nullable Instant first;
    private volatile long received;

    private EventFeed(URI address) throws IOException {
        socket = await(Http.CLIENT.newWebSocketBuilder().buildAsync(address, new Frames()));
    }

    /**
     * Connects and subscribes; returns when the notifier has confirmed it.
     *
     * @param notifierUrl e.g. {@code http://127.0.0.1:8080}
     */
    public static EventFeed subscribe(String notifierUrl) throws IOException {
        EventFeed feed = new EventFeed(URI.create(notifierUrl.replaceFirst("http", "ws") + "/ws/stream"));
        await(feed.socket.sendText("{\"type\":\"subscribe\",\"route\":\"*\"}", true));
        await(feed.socket.sendText("{\"type\":\"subscribe\",\"depot\":\"*\"}", true));
        feed.awaitConfirmation();
        return feed;
    }

    /** Passenger events received so far. */
    public long received() {
        return received;
    }

    /** When the first of them was received. */
    public @Nullable Instant first() {
        return first;
    }

    @Override
    public void close() {
        socket.abort();
    }

    private void awaitConfirmation() throws IOException {
        try {
            if (!subscriptions.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("The notifier did not confirm the subscriptions");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while subscribing", e);
        }
    }

    private static <T> T await(CompletableFuture<T> answer) throws IOException {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The notifier's WebSocket does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while connecting", e);
        }
    }

    private static String type(String frame) {
        try {
            return Json.MAPPER.readTree(frame).path("type").asString("");
        } catch (JacksonException e) {
            return "";
        }
    }

    /** Called by the HTTP client, one frame at a time. */
    private final class Frames implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                count(type(text.toString()));
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        private void count(String type) {
            if (type.startsWith("passenger:")) {
                if (first == null) {
                    first = Instant.now();
                }
                // One thread at a time writes, any may read.
                long next = received + 1;
                received = next;
            } else if (type.equals("subscribed")) {
                subscriptions.countDown();
            }
        }
    }
}
