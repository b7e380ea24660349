package commuter.standalone.net;

import commuter.schemas.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The HTTP calls of the launcher. Thread-safe. */
public final class Http {
    private static final Duration PROBE_WITHIN = Duration.ofSeconds(2);
    private static final Duration CALL_WITHIN = Duration.ofMinutes(1);

    public static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PROBE_WITHIN)
            .build();

    private Http() {}

    /** The status of a GET, or 0 when there is no answer in time. */
    public static int status(String url) {
        try {
            return CLIENT.send(request(url, PROBE_WITHIN).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Posts an empty body, and waits for the answer; any status but 2xx is an IOException. */
    public static void post(String url) throws IOException {
        send(request(url, CALL_WITHIN).POST(HttpRequest.BodyPublishers.noBody()).build());
    }

    /** Reads text; any status but 2xx is an IOException. */
    public static String text(String url) throws IOException {
        return send(request(url, CALL_WITHIN).build());
    }

    /** Reads JSON with a bearer token; any status but 2xx is an IOException. */
    public static JsonNode get(String url, String token) throws IOException {
        String body = send(request(url, CALL_WITHIN)
                .header("Authorization", "Bearer " + token)
                .build());
        try {
            return Json.MAPPER.readTree(body);
        } catch (JacksonException e) {
            throw new IOException(url + " answered no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String send(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(request.method() + " " + request.uri() + " answered " + answer.statusCode() + " "
                        + answer.body());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while asking " + request.uri(), e);
        }
    }

    private static HttpRequest.Builder request(String url, Duration within) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(within);
    }
}
