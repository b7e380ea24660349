package commuter.system.support;

import commuter.schemas.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** A dashboard's connection: the messages it has received, as JSON. */
public final class WebSocketClient implements WebSocket.Listener, AutoCloseable {
    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    public WebSocketClient(String notifierUrl) {
        URI uri = URI.create(notifierUrl.replaceFirst("http", "ws") + "/ws/stream");
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(uri, this)
                .join();
    }

    /** Subscribes to a route; returns when that is confirmed. */
    public WebSocketClient subscribe(String routeId) {
        socket.sendText("{\"type\":\"subscribe\",\"route\":\"" + routeId + "\"}", true)
                .join();
        Eventually.until(
                "the subscription is confirmed", () -> !framesOf("subscribed").isEmpty());
        return this;
    }

    /** Sends a message unchanged. */
    public WebSocketClient say(JsonNode message) {
        socket.sendText(message.toString(), true).join();
        return this;
    }

    /** The data of all frames of a type, in the order of their arrival. */
    public List<JsonNode> framesOf(String type) {
        return frames.stream()
                .filter(frame -> frame.path("type").asString("").equals(type))
                .map(frame -> frame.path("data"))
                .toList();
    }

    /** The data of all frames about a passenger. */
    public List<JsonNode> passengerEvents() {
        return frames.stream()
                .filter(frame -> frame.path("type").asString("").startsWith("passenger:"))
                .map(frame -> frame.path("data"))
                .toList();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(Json.MAPPER.readTree(partial.toString()));
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
