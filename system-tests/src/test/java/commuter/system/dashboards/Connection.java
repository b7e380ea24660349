package commuter.system.dashboards;

import commuter.schemas.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** One connection to a notifier, and its messages one by one. It can be told not to read for a while. */
final class Connection implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;
    private volatile boolean reading = true;
    private volatile boolean closed;

    Connection(String notifierUrl, String firstMessage) {
        URI uri = URI.create(notifierUrl.replaceFirst("http", "ws") + "/ws/stream");
        socket = HTTP.newWebSocketBuilder().buildAsync(uri, this).join();
        socket.sendText(firstMessage, true).join();
    }

    /** The next message; empty when none comes in time. */
    Optional<JsonNode> poll(Duration patience) throws InterruptedException {
        return Optional.ofNullable(received.poll(patience.toMillis(), TimeUnit.MILLISECONDS))
                .map(Json.MAPPER::readTree);
    }

    void stall(Duration time) throws InterruptedException {
        reading = false;
        Thread.sleep(time.toMillis());
        reading = true;
        socket.request(1);
    }

    /** Whether the notifier has closed it, and all its messages have been taken. */
    boolean hasEnded() {
        return closed && received.isEmpty();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            received.add(partial.toString());
            partial.setLength(0);
        }
        if (reading) {
            webSocket.request(1);
        }
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        closed = true;
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed = true;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
