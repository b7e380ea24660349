package commuter.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A WebSocket client based on the JDK's, which shares no code with the service. It can be told not to read. */
final class StreamClient implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Closed> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final AtomicBoolean reading = new AtomicBoolean(true);
    private WebSocket socket;
    private String cursor = "";

    /** How the connection was closed; code 1006 when there was no close frame. */
    record Closed(int code, String reason) {}

    private StreamClient() {}

    static StreamClient connect(URI uri) {
        return connect(uri, null);
    }

    /** Connects with a key or a token in the header; null for none. */
    static StreamClient connect(URI uri, @Nullable String shown) {
        StreamClient streamClient = new StreamClient();
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        if (shown != null) {
            builder.header("Authorization", "Bearer " + shown);
        }
        streamClient.socket = builder.buildAsync(uri, streamClient).join();
        assertThat(streamClient.next("connected").path("client_id").stringValue())
                .isNotBlank();
        return streamClient;
    }

    StreamClient subscribe(String field, String id) {
        send("{\"type\":\"subscribe\",\"" + field + "\":\"" + id + "\"}");
        assertThat(next("subscribed").path(field).stringValue()).isEqualTo(id);
        return this;
    }

    /** Subscribes with these fields of a message, e.g. {@code "routes":["1A"],"batch":true}. */
    JsonNode subscribeWith(String fields) {
        send("{\"type\":\"subscribe\"," + fields + "}");
        return next("subscribed");
    }

    StreamClient unsubscribe(String field, String id) {
        send("{\"type\":\"unsubscribe\",\"" + field + "\":\"" + id + "\"}");
        return this;
    }

    StreamClient send(String message) {
        socket.sendText(message, true).join();
        return this;
    }

    StreamClient sendBinary(byte... bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
        return this;
    }

    void stopReading() {
        reading.set(false);
    }

    void readAll() {
        reading.set(true);
        socket.request(1);
    }

    /** The next message of any type. */
    JsonNode next() {
        JsonNode message = Json.MAPPER.readTree(nextText());
        cursor = message.path("cursor").asString("");
        return message;
    }

    /** The next message; empty when none comes in time. */
    Optional<JsonNode> poll(Duration patience) throws InterruptedException {
        String message = received.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        return Optional.ofNullable(message).map(Json.MAPPER::readTree);
    }

    String nextText() {
        try {
            String message = received.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(message).as("a message within %s", PATIENCE).isNotNull();
            return message;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The cursor of the last message that was taken. */
    String cursor() {
        return cursor;
    }

    /** The data of the next message, which must be of this type. */
    JsonNode next(String type) {
        JsonNode message = next();
        assertThat(message.path("type").stringValue()).as("%s", message).isEqualTo(type);
        assertThat(message.path("timestamp").stringValue()).endsWith("Z");
        return message.path("data");
    }

    List<Long> nextSequences(int count) {
        List<Long> sequences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sequences.add(next("passenger:spawned").path("sequence").longValue());
        }
        return sequences;
    }

    /**
     * Waits until everything that the service sent before has been received: it answers a ping, and the answer comes
     * last.
     */
    void expectNothingMore() {
        send("{\"type\":\"ping\"}");
        next("pong");
    }

    Closed awaitClosed() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    Optional<Closed> closed() {
        return Optional.ofNullable(closed.getNow(null));
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            received.add(text.toString());
            text.setLength(0);
        }
        if (reading.get()) {
            webSocket.request(1);
        }
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        closed.complete(new Closed(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(new Closed(1006, error.toString()));
    }

    @Override
    public void close() {
        socket.abort();
    }
}
