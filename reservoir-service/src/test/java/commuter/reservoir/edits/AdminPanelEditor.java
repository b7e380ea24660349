package commuter.reservoir.edits;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.Json;
import commuter.testing.RunningStrapi;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;

/** A user of Strapi's admin panel: sends the requests that the panel's pages send. */
final class AdminPanelEditor {
    private static final String PASSENGERS = "/content-manager/collection-types/api::active-passenger.active-passenger";
    private static final String LOGIN =
            "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(RunningStrapi.ADMINISTRATOR, RunningStrapi.PASSWORD);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final String token;

    /** Logs in. */
    AdminPanelEditor(int port) throws Exception {
        this.port = port;
        this.token = call("POST", "/admin/login", LOGIN, "").path("token").asString();
    }

    JsonNode make(String passengerId, String reservoir) throws Exception {
        String form = """
                {"passenger_id": "%s", "reservoir": "%s", "route_id": "1A", "direction": "OUTBOUND", "latitude": 13.1,
                 "longitude": -59.6, "destination_lat": 13.2, "destination_lon": -59.5, "destination_name": "Pier",
                 "spawned_at": "2026-07-01T08:00:00.000Z", "expires_at": "2026-07-01T08:30:00.000Z"}
                """.formatted(passengerId, reservoir);
        return call("POST", PASSENGERS, form, token);
    }

    JsonNode edit(JsonNode passenger, String changes) throws Exception {
        return call("PUT", PASSENGERS + '/' + documentId(passenger), changes, token);
    }

    void delete(JsonNode passenger) throws Exception {
        call("DELETE", PASSENGERS + '/' + documentId(passenger), "", token);
    }

    private static String documentId(JsonNode passenger) {
        return passenger.path("documentId").asString();
    }

    private JsonNode call(String method, String path, String body, String bearer) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + bearer)
                .build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return Json.MAPPER.readTree(answer.body()).path("data");
    }
}
