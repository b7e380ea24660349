package commuter.system.support;

import commuter.schemas.Json;
import commuter.schemas.SpawnRequest;
import commuter.standalone.Pipeline;
import commuter.standalone.Port;
import commuter.standalone.net.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A user of Strapi's admin panel: sends the requests that the panel's pages send. */
public final class AdminPanel {
    private static final String PASSENGERS = "/content-manager/collection-types/api::active-passenger.active-passenger";
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private final String strapi;
    private final String token;

    /**
     * The panel of the administrator whom the pipeline created. Strapi lets nobody log in more than five times in five
     * minutes, so all of them share one log-in.
     */
    public AdminPanel(Pipeline pipeline) {
        strapi = pipeline.url(Port.STRAPI);
        String password = pipeline.strapiPassword();
        token = TOKENS.computeIfAbsent(strapi + ' ' + password, unused -> login(password));
    }

    private String login(String password) {
        ObjectNode login =
                Json.MAPPER.valueToTree(Map.of("email", Pipeline.STRAPI_ADMINISTRATOR, "password", password));
        try {
            return call("POST", "/admin/login", login, "").path("token").asString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    /** Creates the passenger that a spawn request would create. */
    public void make(SpawnRequest request) throws IOException, InterruptedException {
        ObjectNode form = Json.MAPPER.valueToTree(request);
        form.set("spawned_at", form.remove("spawn_time"));
        form.put("expires_at", request.spawnTime().plus(PATIENCE).toString());
        call("POST", PASSENGERS, form, token);
    }

    public void edit(String passengerId, Map<String, ?> changes) throws IOException, InterruptedException {
        ObjectNode form = opened(passengerId);
        form.setAll((ObjectNode) Json.MAPPER.valueToTree(changes));
        call("PUT", documentPath(passengerId), form, token);
    }

    public void delete(String passengerId) throws IOException, InterruptedException {
        call("DELETE", documentPath(passengerId), null, token);
    }

    /** The form with all its fields, as the panel shows and sends it. */
    private ObjectNode opened(String passengerId) throws IOException, InterruptedException {
        return (ObjectNode) call("GET", documentPath(passengerId), null, token);
    }

    private String documentPath(String passengerId) throws IOException, InterruptedException {
        String found = PASSENGERS + "?filters%5Bpassenger_id%5D%5B%24eq%5D=" + passengerId;
        JsonNode page = Json.MAPPER.readTree(
                expectSuccess(send("GET", found, null, token)).body());
        return PASSENGERS
                + '/'
                + page.path("results").path(0).path("documentId").asString();
    }

    private JsonNode call(String method, String path, JsonNode body, String bearer)
            throws IOException, InterruptedException {
        return data(expectSuccess(send(method, path, body, bearer)));
    }

    private HttpResponse<String> send(String method, String path, JsonNode body, String bearer)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(strapi + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + bearer)
                .build();
        return Http.CLIENT.send(request, BodyHandlers.ofString());
    }

    private static HttpResponse<String> expectSuccess(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(answer.uri() + " answered " + answer.statusCode() + ' ' + answer.body());
        }
        return answer;
    }

    private static JsonNode data(HttpResponse<String> answer) {
        return Json.MAPPER.readTree(answer.body()).path("data");
    }
}
