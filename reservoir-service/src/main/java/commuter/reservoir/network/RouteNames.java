package commuter.reservoir.network;

import commuter.schemas.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Finds a route by its id or by its short name. An id always means itself, and so does whatever is not known as a name, or is
 * the name of several routes. Nobody waits for names: until they are there, and while they cannot be had, the last known
 * ones hold. Thread-safe.
 */
@Component
public class RouteNames {
    private static final Logger log = LoggerFactory.getLogger(RouteNames.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

    private final NetworkSettings settings;
    private final HttpClient http;
    private Map<String, String> idsByName = Map.of();
    private long askAgainAt = System.nanoTime();

    RouteNames(NetworkSettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .build();
        idOf(""); // asks already now
    }

    /** The id of the route that is called so. */
    public synchronized String idOf(String idOrName) {
        if (System.nanoTime() - askAgainAt >= 0) {
            askAgainIn(settings.timeout().plus(PAUSE_AFTER_FAILURE));
            ask();
        }
        return idsByName.getOrDefault(idOrName, idOrName);
    }

    private void ask() {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.url()).timeout(settings.timeout());
        if (!settings.key().isEmpty()) {
            request.header("Authorization", "Bearer " + settings.key());
        }
        CompletableFuture<Void> unused = http.sendAsync(request.build(), BodyHandlers.ofByteArray())
                .thenAccept(this::take)
                .exceptionally(failure -> {
                    log.debug("No names of routes from {}", settings.url(), failure);
                    askAgainIn(PAUSE_AFTER_FAILURE);
                    return null;
                });
    }

    private void take(HttpResponse<byte[]> response) {
        try {
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode());
            }
            learn(Json.MAPPER.readTree(response.body()));
        } catch (IOException | JacksonException e) {
            log.debug("No names of routes from {}", settings.url(), e);
            askAgainIn(PAUSE_AFTER_FAILURE);
        }
    }

    private synchronized void learn(JsonNode network) {
        Map<String, String> names = new HashMap<>();
        Set<String> unclear = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode feature : network.path("features")) {
            String id = feature.path("properties").path("route_id").asString("");
            String name = feature.path("properties").path("short_name").asString("");
            ids.add(id);
            String other = name.isEmpty() || id.isEmpty() ? id : names.put(name, id);
            if (other != null && !other.equals(id)) {
                unclear.add(name);
            }
        }
        names.keySet().removeAll(unclear);
        names.keySet().removeAll(ids);
        idsByName = Map.copyOf(names);
        askAgainIn(settings.cacheFor());
    }

    private synchronized void askAgainIn(Duration duration) {
        askAgainAt = System.nanoTime() + duration.toNanos();
    }
}
