package commuter.reservoir.schemaregistry;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Calls below one address. Every problem is an IOException that names the address. */
final class HttpJson {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_OF_AN_ERROR = 500;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String base;
    private final @Nullable String authorization;

    /**
     * @param base ends with a slash
     * @param authorization the header's value; null for none
     */
    HttpJson(String base, @Nullable String authorization) {
        this.base = base;
        this.authorization = authorization;
    }

    byte[] bytes(String path) throws IOException {
        return send(request(path).GET());
    }

    JsonNode post(String path, JsonNode body) throws IOException {
        byte[] answer = send(request(path)
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(BodyPublishers.ofByteArray(Json.write(body))));
        try {
            return Json.MAPPER.readTree(answer);
        } catch (JacksonException e) {
            throw new IOException(base + path + " answered no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private HttpRequest.Builder request(String path) throws IOException {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
            return authorization == null ? request : request.header("Authorization", authorization);
        } catch (IllegalArgumentException e) {
            throw new IOException(base + " is no address such as http://localhost:8081: " + e.getMessage(), e);
        }
    }

    private byte[] send(HttpRequest.Builder request) throws IOException {
        HttpRequest call = request.build();
        HttpResponse<byte[]> answer = send(call);
        if (answer.statusCode() / 100 != 2) {
            String body = new String(answer.body(), UTF_8);
            throw new IOException(call.uri() + " answered " + answer.statusCode() + ": "
                    + body.substring(0, Math.min(body.length(), MOST_OF_AN_ERROR)));
        }
        return answer.body();
    }

    private HttpResponse<byte[]> send(HttpRequest call) throws IOException {
        try {
            return http.send(call, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IOException("Nobody answers at " + call.uri() + " (" + e + "). Is the address right?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(call.uri() + ": interrupted", e);
        }
    }
}
