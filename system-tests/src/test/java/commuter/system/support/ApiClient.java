package commuter.system.support;

import commuter.schemas.Json;
import commuter.standalone.Pipeline;
import commuter.standalone.Port;
import commuter.standalone.net.Http;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A caller of the reservoir's HTTP API. */
public final class ApiClient {
    private final String url;

    public ApiClient(Pipeline pipeline) {
        this(pipeline.url(Port.RESERVOIR));
    }

    /** @param url of an instance of the reservoir */
    public ApiClient(String url) {
        this.url = url;
    }

    /** The answer; the body is missing if there is none. */
    public record Answer(int status, JsonNode body, HttpResponse<byte[]> response) {
        static Answer of(HttpResponse<byte[]> response) {
            byte[] body = response.body();
            return new Answer(
                    response.statusCode(),
                    body.length == 0 ? MissingNode.getInstance() : Json.MAPPER.readTree(body),
                    response);
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public String text(String field) {
            return body.path(field).asString("");
        }
    }

    public Answer get(String path, String... headers) throws Exception {
        return send(request(path, headers).GET());
    }

    public Answer post(String path, Object body, String... headers) throws Exception {
        return send(request(path, headers).POST(BodyPublishers.ofByteArray(bytes(body))));
    }

    public Answer patch(String path, Object body, String... headers) throws Exception {
        return patchAsync(path, body, headers).get();
    }

    public CompletableFuture<Answer> patchAsync(String path, Object body, String... headers) {
        HttpRequest request = request(path, headers)
                .method("PATCH", BodyPublishers.ofByteArray(bytes(body)))
                .build();
        return Http.CLIENT.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(Answer::of);
    }

    private static byte[] bytes(Object body) {
        return body instanceof String text ? text.getBytes(java.nio.charset.StandardCharsets.UTF_8) : Json.write(body);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    private static Answer send(HttpRequest.Builder request) throws Exception {
        return Answer.of(Http.CLIENT.send(request.build(), BodyHandlers.ofByteArray()));
    }
}
