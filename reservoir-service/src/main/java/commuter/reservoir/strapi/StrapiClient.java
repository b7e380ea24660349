package commuter.reservoir.strapi;

import commuter.reservoir.passenger.RepositoryException;
import commuter.schemas.InvalidRecordException;
import commuter.schemas.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Strapi over HTTP, with the reservoir's token. Blocking; thread-safe. */
public final class StrapiClient {
    private static final int LONGEST_QUOTE = 200;

    private final URI base;
    private final String authorization;
    private final Duration timeout;
    private final HttpClient http;

    /** @param timeout for connecting, and for each answer as a whole */
    public StrapiClient(URI base, String token, Duration timeout) {
        this.base = base;
        this.authorization = "Bearer " + token;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    Response get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    Response post(String path, Object body) {
        return send("POST", path, BodyPublishers.ofByteArray(Json.write(body)));
    }

    private Response send(String method, String path, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .method(method, body)
                .timeout(timeout)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .build();
        String call = method + " " + request.uri().getPath();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            return new Response(call, response.statusCode(), response.body());
        } catch (IOException e) {
            throw new RepositoryException(call + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RepositoryException(call + " was interrupted", e);
        }
    }

    /** Strapi's answer to one call. */
    record Response(String call, int status, byte[] body) {

        Response expect(int expected) {
            if (status != expected) {
                throw unexpected();
            }
            return this;
        }

        <T> T as(Class<T> type) {
            try {
                return Json.read(body, type);
            } catch (InvalidRecordException e) {
                throw new RepositoryException(call + " was answered with something else: " + e.getMessage(), e);
            }
        }

        /** The rows of an answer {@code {"data": [...]}}. */
        List<JsonNode> rows() {
            return as(Rows.class).data();
        }

        RepositoryException unexpected() {
            String text = new String(body, StandardCharsets.UTF_8);
            String quote = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text;
            return new RepositoryException(call + " was answered with " + status + ": " + quote);
        }
    }

    record Rows(List<JsonNode> data) {}
}
