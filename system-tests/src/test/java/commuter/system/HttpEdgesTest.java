package commuter.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.Json;
import commuter.schemas.Topics;
import commuter.standalone.Port;
import commuter.standalone.net.Http;
import commuter.system.support.ApiClient;
import commuter.system.support.ApiClient.Answer;
import commuter.system.support.Eventually;
import commuter.system.support.PassengerBody;
import commuter.system.support.SystemTest;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Mistakes of callers, and unusual ids: each call is answered for exactly the id that it contains, or gets an error
 * that says what is wrong.
 */
class HttpEdgesTest extends SystemTest {
    private ApiClient api;

    @BeforeEach
    void call() {
        api = new ApiClient(pipeline);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BUG/1",
                "a;b=c",
                "50%",
                "%2F",
                "back\\slash",
                "two words",
                "a//b",
                "../up",
                "..",
                ".",
                "\u00fcber",
                "\u592a\u5e73",
                "a+b",
                "a?b#c",
                "'\"<>&",
                "{id}",
                "line\nbreak",
                "\ud83d\ude8d"
            })
    void anIdIsFoundByItsEncodedPathWhateverCharactersItHas(String odd) throws Exception {
        String route = odd + scenario.routeId();
        Map<String, Object> asked = PassengerBody.on(route);
        Answer created = api.post(
                "/api/passengers", asked, "Idempotency-Key", UUID.randomUUID().toString());
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);

        Answer available = api.get("/api/reservoirs/" + encoded("route:" + route) + "/available");
        assertThat(available.status()).isEqualTo(200);
        assertThat(available.body()).hasSize(1);
        assertThat(available.body().path(0).path("route_id").asString()).isEqualTo(route);

        String key = odd.replace("\n", "").replaceAll("[^ -~]", "") + UUID.randomUUID();
        String path = "/api/passengers/" + created.text("passenger_id");
        assertThat(api.patch(path + "/cancel", "", "Idempotency-Key", key).status())
                .isEqualTo(200);
        Answer result = api.get("/api/commands/" + encoded(key));
        assertThat(result.status()).isEqualTo(200);
        assertThat(result.text("status")).isEqualTo("CANCELLED");
    }

    /** All calls are made at once, so that one search answers all of them. */
    @Test
    void whoAsksForACommandByAnyIdIsAnsweredAboutThatId() throws Exception {
        sendUnreadable();
        List<String> keys = List.of(".", "..", "/", ";", "%", "\\");
        ExecutorService callers = Executors.newFixedThreadPool(keys.size());
        try {
            List<Future<?>> answers = new ArrayList<>();
            for (String key : keys) {
                answers.add(callers.submit(() -> awaitNeverSent(key)));
            }
            for (Future<?> answer : answers) {
                answer.get();
            }
        } finally {
            callers.shutdownNow();
        }
    }

    /** A command that Kafka takes and that its client cannot read: the search must pass over it. */
    private void sendUnreadable() throws Exception {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                pipeline.bootstrapServers(),
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "gzip");
        byte[] key = reservoir().toString().getBytes(UTF_8);
        List<Header> headers = List.of(new RecordHeader("\uD83D", key));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.COMMANDS.name(), null, key, key, headers))
                    .get();
        }
    }

    /** While the search runs, the answer is not known yet: 202. */
    private void awaitNeverSent(String key) {
        Eventually.asserted(() -> {
            Answer asked = api.get("/api/commands/" + encoded(key));
            assertThat(asked.status()).as("never sent").isEqualTo(404);
            assertThat(asked.text("command_id")).isEqualTo(key);
        });
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "GET /api/passengers/../../actuator/env HTTP/1.1",
                "GET /actuator/health/../env HTTP/1.1",
                "GET /api/passengers;a=b HTTP/1.1",
                "GET /api//passengers HTTP/1.1",
                "GET /api/passengers/%00 HTTP/1.1",
                "GET /api/passengers/%zz HTTP/1.1",
                "GET /api/passengers?status=%zz HTTP/1.1",
                "GET /api/passengers?status=%ff HTTP/1.1",
                "GET /api/passengers?a<b HTTP/1.1",
                "GET /api/pass engers HTTP/1.1",
                "GET /api/passengers HTTP/9.9",
                "BREW /api/passengers HTTP/1.1",
                "nonsense",
                "GET /error HTTP/1.1",
                "GET /api/nothing HTTP/1.1",
                "DELETE /api/passengers HTTP/1.1",
                "GET /../../etc/passwd HTTP/1.1",
                "GET /api/docs/..%2f..%2fapplication.yaml HTTP/1.1",
                "GET /api/docs/%2e%2e/%2e%2e/application.yaml HTTP/1.1",
                "GET /api/docs/..%5c..%5capplication.yaml HTTP/1.1",
                "TRACE /api/passengers HTTP/1.1",
            })
    void aCallThatCannotBeUsedIsAProblemInJsonOfAllServicesOnTomcat(String line) throws Exception {
        for (Port service : List.of(Port.RESERVOIR, Port.SPAWNER)) {
            assertProblem(raw(service, line + "\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n"));
        }
    }

    @Test
    void soAreHeadersThatAreTooLongOrMalformed() throws Exception {
        String get = "GET /api/passengers HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        assertProblem(raw(Port.RESERVOIR, get + "X-Long: " + "x".repeat(40_000) + "\r\n\r\n"));
        assertProblem(raw(Port.RESERVOIR, "GET /" + "x".repeat(40_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        assertProblem(raw(Port.RESERVOIR, "GET /api/passengers HTTP/1.1\r\nConnection: close\r\n\r\n"));
        assertProblem(raw(Port.RESERVOIR, get + "Content-Length: x\r\n\r\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/api/passengers?statuss=WAITING | statuss | did you mean status?",
                "/api/passengers?Route=1A | Route | did you mean route?",
                "/api/passengers?route_id=1A | route_id | it takes after, date, depot",
                "/api/passengers?pageSize=3 | pageSize | did you mean page_size?",
                "/api/passengers?route=1A&route=2B | route | '1A', '2B' must be one value",
                "/api/passengers?status= | status | must have a value",
                "/api/passengers?page=one | page | a whole number",
                "/api/passengers?status=waiting,,BOARDED | status | must be one of",
                "/api/passengers?sort=passengerid | sort | must be one of",
                "/api/passengers?start_time=2026-11-27 | start_time | ISO-8601",
                "/api/passengers?start_time=%2B999999999-01-01T00:00:00Z | start_time | must be from 1970",
                "/api/passengers?date=%2B999999999-12-31 | date | must be from 1970",
                "/api/passengers?after=nonsense | after | the next of a list",
                "/api/passengers?sort=vehicle_id&after=e30 | sort | where after is given",
                "/api/manifest?vehicle_id=V1 | vehicle_id | is no parameter",
                "/api/manifest/stats?start=-999999999-01-01T00:00:00Z | start | must be from 1970",
                "/api/monitor/stats?verbose=1 | verbose | it takes none",
                "/api/passengers/nearby?latitude=1&longitude=2&radius=3 | radius | did you mean radius_km?",
                "/api/passengers/nearby?latitude=1&latitude=2&longitude=2 | latitude | must be one value",
                "/api/passengers/nearby?latitude=NaN&longitude=2 | latitude | must be -90",
                "/api/passengers/PASS_00000000000000000000000000000000?fields=status | fields | it takes none",
                "/api/reservoirs/route:1A/available?limit=1 | limit | it takes none",
                "/api/commands/x?wait=1 | wait | it takes none",
            })
    void aParameterThatIsNotUnderstoodIsNamed(String call, String field, String problem) throws Exception {
        Answer refused = api.get(call);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.text("field")).isEqualTo(field);
        assertThat(refused.text("detail")).contains(problem);
    }

    @Test
    void soItIsWithTheSpawner() throws Exception {
        ApiClient spawner = new ApiClient(pipeline.url(Port.SPAWNER));

        Answer refused = spawner.get("/api/spawn?runing=true");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("field")).isEqualTo("runing");
        assertThat(spawner.get("/api/network?route=1A").status()).isEqualTo(400);
    }

    @Test
    void fieldsOfABodyThatAreMisspeltRepeatedOrContradictTheQueryAreNamed() throws Exception {
        String path = "/api/passengers/" + created();

        assertThat(api.patch(path + "/board", "{\"vehicel_id\":\"V1\"}").text("detail"))
                .startsWith("vehicel_id: is no field");
        assertThat(api.patch(path + "/board", "{\"vehicle_id\":\"V1\",\"vehicle_id\":\"V2\"}")
                        .status())
                .isEqualTo(400);
        assertThat(api.patch(path + "/board?vehicle_id=V1&vehicle_id=V2", "").text("field"))
                .isEqualTo("vehicle_id");
        assertThat(api.patch(path + "/board?vehicle_id=V2", "{\"vehicle_id\":\"V1\"}")
                        .text("field"))
                .isEqualTo("vehicle_id");
        assertThat(api.post("/api/passengers", "{\"route_id\":\"1A\",\"priorty\":1}")
                        .text("field"))
                .isEqualTo("priorty");
        assertThat(api.get(path).text("status")).isEqualTo("WAITING");
    }

    @Test
    void theOffsetOfAnInstantMayHaveItsPlusAsItIs() throws Exception {
        String list = "/api/passengers?route=" + scenario.routeId() + "&start_time=";

        assertThat(api.get(list + "2026-11-27T06:20:00+01:00").status()).isEqualTo(200);
        assertThat(api.get(list + "2026-11-27T06:20:00%2B01:00").status()).isEqualTo(200);
        assertThat(api.get(list + "2026-11-27T06:20:00-01:00").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Encoding, gzip",
        "Content-Encoding, 'identity, br'",
        "Content-Type, text/xml",
        "Content-Type, application/x-www-form-urlencoded",
        "Content-Type, application/json;charset=utf-16",
        "Content-Type, nonsense",
    })
    void aBodyThatIsNoPlainJsonIsAnsweredWith415ThatNamesTheHeader(String header, String value) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(pipeline.url(Port.RESERVOIR) + "/api/passengers"))
                .header(header, value)
                .POST(BodyPublishers.ofByteArray(new byte[] {31, -117, 8, 0}));

        HttpResponse<byte[]> answer = Http.CLIENT.send(request.build(), BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(415);
        JsonNode problem = Json.MAPPER.readTree(answer.body());
        assertThat(problem.path("field").asString()).isEqualTo(header);
        assertThat(problem.path("value").asString()).isEqualTo(value);
    }

    @Test
    void aListIsReadToItsEndThoughRowsGoMeanwhile() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ids.add(created());
        }
        String list = "/api/passengers?status=WAITING&page_size=2&route=" + scenario.routeId();
        Answer page = api.get(list);
        List<String> seen = new ArrayList<>(ids(page));
        for (String gone : List.copyOf(seen)) {
            api.patch("/api/passengers/" + gone + "/cancel", "");
        }
        while (!page.text("next").isEmpty()) {
            page = api.get(list + "&after=" + page.text("next"));
            assertThat(page.status()).isEqualTo(200);
            seen.addAll(ids(page));
        }

        assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(ids(api.get(list + "&page=2")))
                .as("by number, two are passed over")
                .hasSize(2);
    }

    @Test
    void aKeyThatWasUsedForAnotherCallIsRefusedAndNothingHappens() throws Exception {
        String key = UUID.randomUUID().toString();
        String passenger = "/api/passengers/" + created();
        assertThat(api.patch(passenger + "/board", Map.of("vehicle_id", "V1"), "Idempotency-Key", key)
                        .status())
                .isEqualTo(200);

        assertReused(api.patch(passenger + "/alight", "", "Idempotency-Key", key));
        assertReused(api.patch(passenger + "/board", Map.of("vehicle_id", "V2"), "Idempotency-Key", key));
        assertReused(api.patch(
                "/api/passengers/" + created() + "/board", Map.of("vehicle_id", "V1"), "Idempotency-Key", key));
        assertReused(api.post("/api/passengers", PassengerBody.on(scenario.routeId()), "Idempotency-Key", key));
        assertThat(api.get(passenger).text("status")).isEqualTo("BOARDED");
    }

    @Test
    void aKeyOfNewPassengersIsGoodForTheSamePassengersOnly() throws Exception {
        String key = UUID.randomUUID().toString();
        Map<String, Object> one = PassengerBody.on(scenario.routeId());
        Map<String, Object> elsewhere = PassengerBody.on(scenario.routeId() + "-other");
        Map<String, Object> otherwise = new HashMap<>(one);
        otherwise.put("destination_lat", 13.2);
        Answer first = api.post("/api/passengers", one, "Idempotency-Key", key);
        assertThat(first.status()).isEqualTo(201);

        assertReused(api.post("/api/passengers", elsewhere, "Idempotency-Key", key));
        assertReused(api.post("/api/passengers", otherwise, "Idempotency-Key", key));
        String path = "/api/passengers/" + first.text("passenger_id");
        assertReused(api.patch(path + "/cancel", "", "Idempotency-Key", key));
        assertThat(api.post("/api/passengers", one, "Idempotency-Key", key).body())
                .isEqualTo(first.body());
        assertThat(api.get(path).text("status")).isEqualTo("WAITING");
        otherwise.put("passenger_id", first.text("passenger_id"));
        assertThat(api.post("/api/passengers", otherwise).status())
                .as("somebody else's id")
                .isEqualTo(409);
    }

    private String created() throws Exception {
        return api.post("/api/passengers", PassengerBody.on(scenario.routeId())).text("passenger_id");
    }

    private static List<String> ids(Answer list) {
        List<String> ids = new ArrayList<>();
        list.body()
                .path("data")
                .forEach(each -> ids.add(each.path("passenger_id").asString()));
        return ids;
    }

    private static void assertReused(Answer refused) {
        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(422);
        assertThat(refused.text("field")).isEqualTo("Idempotency-Key");
        assertThat(refused.text("detail")).contains("used for another");
    }

    /** Percent-encoded, including dots: a client would resolve a path segment that consists of dots. */
    private static String encoded(String id) {
        return URLEncoder.encode(id, UTF_8).replace("+", "%20").replace(".", "%2E");
    }

    private String raw(Port service, String request) throws Exception {
        URI address = URI.create(pipeline.url(service));
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static void assertProblem(String answer) {
        assertThat(answer).matches("(?s)HTTP/1.1 (4..|505) .*").doesNotContain("<html", "<!doctype");
        assertThat(answer.toLowerCase(Locale.ROOT)).contains("content-type: application/problem+json");
    }
}
