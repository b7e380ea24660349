package commuter.console.session;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Calls of the services. Every failure is a {@link ConsoleException}. Blocking. */
public final class Services {
    public static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final @Nullable String apiKey;

    /** @param apiKey an API key or a token; null where none is needed */
    public Services(@Nullable String apiKey) {
        this.apiKey = apiKey;
    }

    HttpClient http() {
        return http;
    }

    @Nullable
    String authorization() {
        return apiKey == null ? null : "Bearer " + apiKey;
    }

    public JsonNode get(URI service, String path, Query query) {
        return send(request(service, path + query).GET());
    }

    public JsonNode post(URI service, String path, Object body) {
        return send(request(service, path).POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    public JsonNode patch(URI service, String path, Map<String, ?> body) {
        return send(request(service, path).method("PATCH", BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    private HttpRequest.Builder request(URI service, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json");
        String authorization = authorization();
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private JsonNode send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            JsonNode body = body(response);
            if (response.statusCode() / 100 == 2) {
                return body;
            }
            throw new ConsoleException(ErrorText.describe(request.uri(), response.statusCode(), body));
        } catch (IOException e) {
            throw new ConsoleException(ErrorText.unreachable(request.uri(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConsoleException("Interrupted");
        }
    }

    private static JsonNode body(HttpResponse<byte[]> response) {
        try {
            return response.body().length == 0 ? MissingNode.getInstance() : JSON.readTree(response.body());
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}
