package commuter.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import commuter.schemas.Json;
import commuter.schemas.ReservoirId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Who gets the streams, the page and the rest where callers have to show who they are; on two instances. */
class AccessToStreamsTest {
    private static final String MAP = "map-".repeat(10);
    private static final String BUS = "bus-".repeat(10);
    private static final ReservoirId MINE = Log.newRoute();
    private static final ReservoirId OTHER = Log.newRoute();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Notifier notifier;
    private static Notifier second;
    private static Log log;

    @BeforeAll
    static void start() throws Exception {
        String[] settings = {
            "--commuter.network.url=http://localhost:1/api/network",
            "--commuter.reservoir.url=http://localhost:1",
            "--commuter.access.keys.map.value=" + MAP,
            "--commuter.access.keys.map.scopes=read",
            "--commuter.access.keys.bus.value=" + BUS,
            "--commuter.access.keys.bus.scopes=command",
            "--commuter.access.jwt.secret=" + Issuer.SECRET,
            "--commuter.access.ticket-secret=" + Issuer.SECRET,
            "--commuter.notifier.allowed-origins=https://map.example"
        };
        notifier = Notifier.start(settings);
        second = Notifier.start(settings);
        log = new Log();
    }

    @AfterAll
    static void stop() {
        log.close();
        second.close();
        notifier.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/ws/stream", "/sse/stream?route=*", "/api/network", "/actuator/prometheus", "/api/nothing"})
    void whoShowsNothingIsToldWhatItTakesAndWhoLacksTheScopeWhichOne(String path) throws Exception {
        HttpResponse<String> nothing = get(path, null);
        HttpResponse<String> wrong = get(path, "no-key-that-anybody-knows-of-whatsoever");
        HttpResponse<String> scopeless = get(path, BUS);

        assertProblem(nothing, 401, "Authorization: Bearer");
        assertThat(nothing.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"commuter\"");
        assertProblem(wrong, 401, "no key that is known");
        assertThat(wrong.body()).doesNotContain("whatsoever");
        assertProblem(scopeless, 403, "scope read");
    }

    @ParameterizedTest
    @CsvSource({"'', 401", "not-a-key-that-is-long-enough-to-be-one, 401", "BUS, 403"})
    void theHandshakeOfAWebSocketIsRefusedWithTheSameStatus(String shown, int status) {
        assertThatThrownBy(() -> Client.connect(notifier.stream(), shown.equals("BUS") ? BUS : shown))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(status));
    }

    @Test
    void aKeyInTheHeaderOpensTheStreams() throws Exception {
        try (Client client = Client.connect(notifier.stream(), MAP)) {
            client.subscribe("route", OTHER.id());
            log.spawned(OTHER, 1, 1);
            assertThat(client.nextSequences(1)).containsExactly(1L);
        }
        HttpResponse<java.io.InputStream> events = HTTP.send(
                request("/sse/stream?route=" + MINE.id(), MAP).build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(events.statusCode()).isEqualTo(200);
        events.body().close();
    }

    @Test
    void aTicketOfOneInstanceOpensTheStreamOfAnotherAndNothingElse() throws Exception {
        HttpResponse<String> answer = ticket(MAP);
        String ticket = Json.MAPPER.readTree(answer.body()).path("ticket").stringValue();

        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        try (Client client = Client.connect(URI.create(second.stream() + "?ticket=" + ticket))) {
            client.subscribe("route", "*").expectNothingMore();
        }
        assertThat(get("/api/network", ticket).statusCode()).isEqualTo(401);
        assertThat(get("/api/network?ticket=" + ticket, null).statusCode()).isEqualTo(401);
        assertProblem(get("/ws/stream?ticket=" + ticket + "x", null), 401, "no ticket");
        assertProblem(ticket(null), 401, "Authorization: Bearer");
        assertProblem(ticket(BUS), 403, "scope read");
        assertProblem(ticket(Issuer.token(Instant.now().minusSeconds(5), null)), 401, "has ended");
    }

    @Test
    void whoIsRestrictedToARouteSeesThatOneAlsoByAnAsteriskAndByATicket() throws Exception {
        String token = Issuer.token(Instant.now().plusSeconds(60), MINE.id());
        String ticket =
                Json.MAPPER.readTree(ticket(token).body()).path("ticket").stringValue();
        try (Client client = Client.connect(notifier.stream(), token);
                Client byTicket = Client.connect(URI.create(second.stream() + "?ticket=" + ticket))) {
            client.subscribeWith("\"routes\":[\"*\"],\"depots\":[\"*\"]");
            byTicket.subscribe("route", "*");
            log.spawned(OTHER, 2, 2).spawned(MINE, 1, 1);
            assertThat(client.next("passenger:spawned").path("reservoir").stringValue())
                    .isEqualTo(MINE.toString());
            assertThat(byTicket.next("passenger:spawned").path("reservoir").stringValue())
                    .isEqualTo(MINE.toString());
            for (String closed :
                    new String[] {"\"route\":\"" + OTHER.id() + '"', "\"depot\":\"D\"", "\"depot\":\"*\""}) {
                JsonNode error =
                        client.send("{\"type\":\"subscribe\"," + closed + "}").next("error");
                assertThat(error.path("code").stringValue()).as(closed).isEqualTo("forbidden");
                assertThat(error.path("message").stringValue()).contains(MINE.id());
            }
            client.expectNothingMore();
        }
        assertProblem(get("/sse/stream?route=" + OTHER.id(), token), 403, MINE.id());
        assertProblem(get("/actuator/prometheus", token), 403, "restricted");
        assertThat(get("/api/network", token).statusCode()).isEqualTo(204);
        // Passed on to the reservoir, which looks at the routes and is not here.
        assertThat(get("/api/passengers", token).statusCode()).isEqualTo(503);
        assertProblem(get("/api/passengers/PASS_0123456789ABCDEF0123456789ABCDEF/events", token), 403, "restricted");
    }

    @ParameterizedTest
    @CsvSource({"https://map.example, 204, https://map.example", "https://evil.example, 401,"})
    void onlyAListedPageMayFetchATicketFromElsewhere(String origin, int status, String allowed) throws Exception {
        HttpRequest preflight = request("/ws/ticket", null)
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization")
                .build();
        HttpResponse<String> answer = HTTP.send(preflight, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin").orElse(null))
                .isEqualTo(allowed);
    }

    @Test
    void aStreamEndsWithItsToken() throws Exception {
        try (Client client =
                Client.connect(notifier.stream(), Issuer.token(Instant.now().plusSeconds(2), null))) {
            client.subscribe("route", "*");
            assertThat(client.awaitClosed().code()).isEqualTo(4001);
        }
    }

    @Test
    void thePageAndTheClientModuleAreForAnybodyAndSoIsHealthWithoutItsDetails() throws Exception {
        assertThat(get("/", null).statusCode()).isEqualTo(200);
        assertThat(get("/client.js", null).body()).contains("CommuterStream");
        assertThat(get("/actuator/health/readiness", null).body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(get("/actuator/health/readiness", MAP).body()).contains("components");
    }

    private static HttpResponse<String> ticket(@Nullable String shown) throws Exception {
        return HTTP.send(
                request("/ws/ticket", shown)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path, @Nullable String shown) throws Exception {
        return HTTP.send(request(path, shown).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path, @Nullable String shown) {
        HttpRequest.Builder request = HttpRequest.newBuilder(notifier.http(path));
        return shown == null ? request : request.header("Authorization", "Bearer " + shown);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = Json.MAPPER.readTree(answer.body());
        assertThat(problem.path("status").intValue()).isEqualTo(status);
        assertThat(problem.path("detail").stringValue()).contains(detail);
    }
}
