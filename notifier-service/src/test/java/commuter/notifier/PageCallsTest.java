package commuter.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The calls of the page to the notifier, and their results. */
class PageCallsTest {
    private static final String ID = "PASS_0123456789ABCDEF0123456789ABCDEF";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final List<String> calls = new CopyOnWriteArrayList<>();
    private static HttpServer reservoir;
    private static Notifier notifier;

    @BeforeAll
    static void start() throws Exception {
        reservoir = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        reservoir.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.add(String.join(
                    " ",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")),
                    body));
            byte[] answer = "{\"reason\":\"ALREADY_BOARDED\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
            exchange.sendResponseHeaders(409, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        reservoir.start();
        notifier = Notifier.start(
                "--commuter.reservoir.url=http://localhost:"
                        + reservoir.getAddress().getPort(),
                "--commuter.reservoir.key=own-key",
                "--commuter.network.url=http://localhost:1/api/network",
                "--commuter.map.tiles-url=https://{s}.tiles.example/{z}/{x}/{y}.png");
    }

    @AfterAll
    static void stop() {
        notifier.close();
        reservoir.stop(0);
    }

    @Test
    void aCommandIsPassedOnWithWhatItsCallerShowsAndAnsweredAsTheReservoirDoes() throws Exception {
        HttpResponse<String> answer = send(call("/api/passengers/" + ID + "/board")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"vehicle_id\":\"BUS-7\"}"))
                .header("Authorization", "Bearer mine")
                .header("Idempotency-Key", "k-1"));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo("{\"reason\":\"ALREADY_BOARDED\"}");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(calls).contains("PATCH /api/passengers/" + ID + "/board Bearer mine k-1 {\"vehicle_id\":\"BUS-7\"}");
    }

    @Test
    void callersWithoutAKeyReadWithTheNotifiersKeyAndCommandWithoutAny() throws Exception {
        send(call("/api/passengers?status=BOARDED&page=2"));
        send(call("/api/passengers/" + ID + "/cancel").method("PATCH", HttpRequest.BodyPublishers.noBody()));
        assertThat(calls)
                .contains(
                        "GET /api/passengers?status=BOARDED&page=2 Bearer own-key null ",
                        "PATCH /api/passengers/" + ID + "/cancel null null ");
    }

    @Test
    void aCommandOfAForeignPageIsNotPassedOn() throws Exception {
        String path = "/api/passengers/" + ID + "/cancel";
        for (String origin : List.of("https://elsewhere.example", "null", "http://localhost:1")) {
            HttpResponse<String> answer = send(call(path + "?foreign=1")
                    .method("PATCH", HttpRequest.BodyPublishers.noBody())
                    .header("Origin", origin));
            assertThat(answer.statusCode()).as(origin).isEqualTo(403);
            assertThat(answer.body()).contains("allowed-origins");
        }
        assertThat(calls).noneMatch(call -> call.contains("foreign"));
        URI own = notifier.http("");
        send(call(path + "?own=1")
                .method("PATCH", HttpRequest.BodyPublishers.noBody())
                .header("Origin", own.toString()));
        assertThat(calls).anyMatch(call -> call.contains("own=1"));
    }

    @Test
    void nothingElseIsPassedOn() throws Exception {
        assertThat(send(call("/api/manifest")).statusCode()).isEqualTo(404);
        assertThat(send(call("/api/passengers").POST(HttpRequest.BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(405);
        assertThat(calls).noneMatch(call -> call.contains("manifest") || call.startsWith("POST"));
    }

    @Test
    void aPartThatDoesNotAnswerIsNamed() throws Exception {
        try (Notifier alone = Notifier.start(
                "--commuter.reservoir.url=http://localhost:1",
                "--commuter.network.url=http://localhost:1/api/network")) {
            HttpResponse<String> parts = get(alone, "/api/parts");
            assertThat(parts.body())
                    .contains(
                            "{\"name\":\"notifier\",\"status\":\"UP\"", "{\"name\":\"reservoir\",\"status\":\"AWAY\"");
            HttpResponse<String> passenger = get(alone, "/api/passengers/" + ID);
            assertThat(passenger.statusCode()).isEqualTo(503);
            assertThat(passenger.body()).contains("The reservoir service does not answer");
        }
    }

    @Test
    void onlyTheTilesThatWereConfiguredMayComeFromElsewhere() throws Exception {
        HttpResponse<String> page = send(call("/"));
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains(
                                "img-src 'self' https://*.tiles.example;",
                                "connect-src 'self';",
                                "script-src 'self';"));
        assertThat(send(call("/page.json")).body())
                .contains("\"tiles_url\":\"https://{s}.tiles.example/{z}/{x}/{y}.png\"");
    }

    @Test
    void tilesThatAreNoneStopTheStart() {
        SpringApplicationBuilder application = new SpringApplicationBuilder(NotifierApplication.class);
        assertThatThrownBy(() -> application.run("--server.port=0", "--commuter.map.tiles-url=https://tiles.example/"))
                .rootCause()
                .hasMessageContaining("commuter.map.tiles-url=https://tiles.example/ must be an address with {z}");
    }

    private static HttpResponse<String> get(Notifier of, String path) throws Exception {
        return send(HttpRequest.newBuilder(of.http(path)));
    }

    private static HttpRequest.Builder call(String path) {
        return HttpRequest.newBuilder(notifier.http(path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
