package commuter.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import commuter.schemas.EventType;
import commuter.schemas.Json;
import commuter.schemas.ReservoirId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Who gets the streams, the page and the other calls when authentication is required; with two instances. */
class AccessToStreamsTest {
    private static final String MAP = "map-".repeat(10);
    private static final String BUS = "bus-".repeat(10);
    private static final ReservoirId MINE = Log.newRoute();
    private static final ReservoirId OTHER = Log.newRoute();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Notifier notifier;
    private static Notifier second;
    private static Log log;
    private static ReservoirServiceStub reservoirServiceStub;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() throws Exception {
        write("{}");
        reservoirServiceStub = new ReservoirServiceStub();
        String[] settings = {
            "--commuter.network.url=http://localhost:1/api/network",
            reservoirServiceStub.setting(),
            "--commuter.access.keys.map.value=" + MAP,
            "--commuter.access.keys.map.scopes=read",
            "--commuter.access.keys.bus.value=" + BUS,
            "--commuter.access.keys.bus.scopes=command",
            "--commuter.access.key-file=" + folder.resolve("keys.yaml"),
            "--commuter.access.jwt.secret=" + TokenIssuer.SECRET,
            "--commuter.access.ticket-secret=" + TokenIssuer.SECRET,
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
        reservoirServiceStub.close();
        notifier.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/ws/stream", "/sse/stream?route=*", "/api/network", "/actuator/prometheus", "/api/nothing"})
    void callersWithoutAKeyAreToldWhatIsRequiredAndThoseWithoutTheScopeWhichOne(String path) throws Exception {
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
        assertThatThrownBy(() -> StreamClient.connect(notifier.stream(), shown.equals("BUS") ? BUS : shown))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(status));
    }

    @Test
    void aKeyInTheHeaderOpensTheStreams() throws Exception {
        try (StreamClient streamClient = StreamClient.connect(notifier.stream(), MAP)) {
            streamClient.subscribe("route", OTHER.id());
            log.spawned(OTHER, 1, 1);
            assertThat(streamClient.nextSequences(1)).containsExactly(1L);
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
        try (StreamClient streamClient = StreamClient.connect(URI.create(second.stream() + "?ticket=" + ticket))) {
            streamClient.subscribe("route", "*").expectNothingMore();
        }
        assertThat(get("/api/network", ticket).statusCode()).isEqualTo(401);
        assertThat(get("/api/network?ticket=" + ticket, null).statusCode()).isEqualTo(401);
        assertProblem(get("/ws/stream?ticket=" + ticket + "x", null), 401, "no ticket");
        assertProblem(ticket(null), 401, "Authorization: Bearer");
        assertProblem(ticket(BUS), 403, "scope read");
        assertProblem(ticket(TokenIssuer.token(Instant.now().minusSeconds(5), null)), 401, "has ended");
    }

    @Test
    void whoIsRestrictedToARouteSeesThatOneAlsoByAnAsteriskAndByATicket() throws Exception {
        String token = TokenIssuer.token(Instant.now().plusSeconds(60), MINE.id());
        String ticket =
                Json.MAPPER.readTree(ticket(token).body()).path("ticket").stringValue();
        try (StreamClient streamClient = StreamClient.connect(notifier.stream(), token);
                StreamClient byTicket = StreamClient.connect(URI.create(second.stream() + "?ticket=" + ticket))) {
            streamClient.subscribeWith("\"routes\":[\"*\"],\"depots\":[\"*\"]");
            byTicket.subscribe("route", "*");
            log.spawned(OTHER, 2, 2).spawned(MINE, 1, 1);
            assertThat(streamClient.next("passenger:spawned").path("reservoir").stringValue())
                    .isEqualTo(MINE.toString());
            assertThat(byTicket.next("passenger:spawned").path("reservoir").stringValue())
                    .isEqualTo(MINE.toString());
            JsonNode error = streamClient
                    .send("{\"type\":\"subscribe\",\"route\":\"" + OTHER.id() + "\"}")
                    .next("error");
            assertThat(error.path("code").stringValue()).isEqualTo("forbidden");
            assertThat(error.path("message").stringValue()).contains(MINE.id());
            streamClient.expectNothingMore();
        }
        assertProblem(get("/sse/stream?route=" + OTHER.id(), token), 403, MINE.id());
        assertProblem(get("/actuator/prometheus", token), 403, "restricted");
        assertThat(get("/api/network", token).statusCode()).isEqualTo(204);
        // Forwarded to the reservoir, which checks the routes; the stub here has lists only.
        assertThat(get("/api/passengers", token).statusCode()).isEqualTo(404);
        assertProblem(get("/api/passengers/PASS_0123456789ABCDEF0123456789ABCDEF/events", token), 403, "restricted");
    }

    @Test
    void whoIsRestrictedToARouteSeesItsPassengersInDepotsTooInTheSnapshotAndInThePast() throws Exception {
        ReservoirId depot = ReservoirId.depot("D" + UUID.randomUUID().toString().substring(0, 8));
        String token = TokenIssuer.token(Instant.now().plusSeconds(60), MINE.id());
        reservoirServiceStub.list(
                depot.toString(),
                asked -> "[{\"passenger_id\":\"PASS_1\",\"route_id\":\"" + OTHER.id()
                        + "\"},{\"passenger_id\":\"PASS_2\",\"route_id\":\"" + MINE.id() + "\"}]");
        String fields = "\"depot\":\"" + depot.id() + "\",\"stats\":true";
        try (StreamClient streamClient = StreamClient.connect(notifier.stream(), token);
                StreamClient all = StreamClient.connect(notifier.stream(), MAP)) {
            streamClient.subscribeWith(fields + ",\"snapshot\":true");
            assertThat(streamClient.next("snapshot").path("passengers").findValuesAsString("passenger_id"))
                    .containsExactly("PASS_2");
            streamClient.subscribeWith("\"depot\":\"*\"");
            all.subscribeWith(fields);
            log.stats(depot, 1, 7);
            assertThat(all.next("reservoir:stats").path("waiting").longValue()).isEqualTo(7);
            log.raw(depot, inDepot(depot, 1, OTHER), inDepot(depot, 2, MINE), inDepot(depot, 3, OTHER));

            assertThat(streamClient.nextSequences(1)).containsExactly(2L);
            assertThat(all.nextSequences(3)).containsExactly(1L, 2L, 3L);
            streamClient.expectNothingMore();
            log.raw(depot, inDepot(depot, 4, OTHER), inDepot(depot, 5, MINE));
            all.nextSequences(2);
            try (StreamClient again = StreamClient.connect(notifier.stream(), token)) {
                again.subscribeWith(fields + ",\"resume\":\"" + streamClient.cursor() + '"');
                assertThat(again.nextSequences(1)).containsExactly(5L);
                again.expectNothingMore();
            }
        }
    }

    private static String inDepot(ReservoirId depot, long sequence, ReservoirId route) {
        return new String(Json.write(Log.event(EventType.SPAWNED, depot, sequence)), UTF_8)
                .replace("\"route_id\":\"1A\"", "\"route_id\":\"" + route.id() + '"');
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
    void aKeyThatIsRemovedFromItsFileEndsItsStreamsAndNobodyElses() throws Exception {
        String gone = "gone-".repeat(10);
        String stays = "stays-".repeat(10);
        write("gone: {value: " + gone + ", scopes: read}\nstays: {value: " + stays + ", scopes: read}\n");
        await().atMost(Duration.ofSeconds(60)).until(() -> ticket(gone).statusCode() == 200);
        String ticket = Json.MAPPER.readTree(ticket(gone).body()).path("ticket").stringValue();
        try (StreamClient byKey = StreamClient.connect(notifier.stream(), gone);
                StreamClient byTicket = StreamClient.connect(URI.create(notifier.stream() + "?ticket=" + ticket));
                StreamClient other = StreamClient.connect(notifier.stream(), stays)) {
            HttpResponse<java.io.InputStream> events = HTTP.send(
                    request("/sse/stream?route=" + MINE.id(), gone).build(), HttpResponse.BodyHandlers.ofInputStream());
            other.subscribe("route", OTHER.id());

            write("stays: {value: " + stays + ", scopes: read}\n");

            assertThat(byKey.awaitClosed().code()).isEqualTo(4001);
            assertThat(byTicket.awaitClosed().code()).isEqualTo(4001);
            assertThat(new String(events.body().readAllBytes(), UTF_8)).contains("4001");
            assertProblem(get("/ws/stream", gone), 401, "no key that is known");
            assertProblem(get("/ws/stream?ticket=" + ticket, null), 401, "removed");
            log.spawned(OTHER, 3, 3);
            assertThat(other.nextSequences(1)).containsExactly(3L);
        }
    }

    @Test
    void aStreamEndsWithItsToken() throws Exception {
        try (StreamClient streamClient = StreamClient.connect(
                notifier.stream(), TokenIssuer.token(Instant.now().plusSeconds(2), null))) {
            streamClient.subscribe("route", "*");
            assertThat(streamClient.awaitClosed().code()).isEqualTo(4001);
        }
    }

    @Test
    void thePageAndTheClientModuleAreForAnybodyAndSoIsHealthWithoutItsDetails() throws Exception {
        assertThat(get("/", null).statusCode()).isEqualTo(200);
        assertThat(get("/client.js", null).body()).contains("CommuterStream");
        assertThat(get("/actuator/health/readiness", null).body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(get("/actuator/health/readiness", MAP).body()).contains("components");
    }

    private static void write(String keys) throws IOException {
        Path draft = Files.writeString(folder.resolve("draft"), keys);
        Files.move(draft, folder.resolve("keys.yaml"), StandardCopyOption.REPLACE_EXISTING);
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
