package commuter.benchmarks;

import commuter.standalone.net.Http;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A WebSocket client that is subscribed to all routes and notes when each frame was received. */
final class Dashboard implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final WebSocket socket;

    private Dashboard(WebSocket socket) {
        this.socket = socket;
    }

    /**
     * Connects and subscribes; returns when the notifier has confirmed it.
     *
     * @param listener is called with the text of every passenger's frame, and the time when its last byte was received;
     *     must be quick
     */
    static Dashboard subscribe(String notifier, BiConsumer<String, Instant> listener) throws InterruptedException {
        CountDownLatch subscribed = new CountDownLatch(1);
        URI address = URI.create(notifier.replaceFirst("http", "ws") + "/ws/stream");
        WebSocket socket = Http.CLIENT
                .newWebSocketBuilder()
                .buildAsync(address, new Frames(subscribed, listener))
                .join();
        socket.sendText("{\"type\":\"subscribe\",\"route\":\"*\"}", true).join();
        if (!subscribed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new WrongResultException("The notifier did not confirm the subscription");
        }
        return new Dashboard(socket);
    }

    @Override
    public void close() {
        socket.abort();
    }

    /** Called by the HTTP client, one frame at a time. */
    private static final class Frames implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private final CountDownLatch subscribed;
        private final BiConsumer<String, Instant> listener;

        Frames(CountDownLatch subscribed, BiConsumer<String, Instant> listener) {
            this.subscribed = subscribed;
            this.listener = listener;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        private void take(String frame) {
            if (frame.startsWith("{\"type\":\"passenger:")) {
                listener.accept(frame, Instant.now());
            } else if (frame.startsWith("{\"type\":\"subscribed\"")) {
                subscribed.countDown();
            }
        }
    }
}
