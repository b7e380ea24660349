package commuter.system;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.SpawnRequest;
import commuter.system.support.ApiClient;
import commuter.system.support.ApiClient.Answer;
import commuter.system.support.Eventually;
import commuter.system.support.SystemTest;
import commuter.testing.SomePassenger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Lists and counts over HTTP. */
class HttpReadsTest extends SystemTest {
    private static final double LATITUDE = 13.1;
    private static final double LONGITUDE = -59.6;

    private final Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
    private ApiClient api;

    @BeforeEach
    void call() {
        api = new ApiClient(pipeline);
    }

    @Test
    void aListIsFilteredSortedAndPaged() throws Exception {
        List<SpawnRequest> requests = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            requests.add(request(LATITUDE, LONGITUDE, hour.minusSeconds(60L * i), 1 + i % 5));
        }
        spawn(requests);
        board(requests.get(3), "BUS-3");

        String list = "/api/passengers?route=" + scenario.routeId();
        Answer page = api.get(list + "&page=2&page_size=10&sort=-priority,spawned_at");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body().path("total").asInt()).isEqualTo(25);
        assertThat(page.body().path("pages").asInt()).isEqualTo(3);
        assertThat(ids(page))
                .containsExactlyElementsOf(requests.stream()
                        .sorted(Comparator.comparing(SpawnRequest::priority)
                                .reversed()
                                .thenComparing(SpawnRequest::spawnTime))
                        .map(SpawnRequest::passengerId)
                        .toList()
                        .subList(10, 20));
        assertThat(ids(api.get(list + "&status=BOARDED")))
                .containsExactly(requests.get(3).passengerId());
        assertThat(ids(api.get(list + "&vehicle_id=BUS-3")))
                .containsExactly(requests.get(3).passengerId());
        assertThat(ids(api.get(list + "&start_time=" + hour.minusSeconds(120) + "&end_time=" + hour)))
                .containsExactly(requests.get(2).passengerId(), requests.get(1).passengerId());
        assertThat(ids(api.get("/api/manifest?route=" + scenario.routeId() + "&start=" + hour)))
                .containsExactly(requests.get(0).passengerId());
    }

    @Test
    void ofManyReservoirsItTellsInOneCallWhereAnybodyWaits() throws Exception {
        SpawnRequest waiting = request(LATITUDE, LONGITUDE, hour, 3);
        spawn(List.of(waiting));
        String here = waiting.reservoir().toString();
        List<String> asked = new ArrayList<>(List.of(here, "depot:nobody ever"));
        for (int i = 0; i < 900; i++) {
            asked.add("route:nobody-" + i);
        }

        assertThat(api.post("/api/reservoirs/waiting", Map.of("reservoirs", asked))
                        .body()
                        .toString())
                .isEqualTo("{\"reservoirs\":[\"" + here + "\"]}");
        for (Object wrong : new Object[] {
            Map.of(), Map.of("reservoirs", List.of()), Map.of("reservoirs", List.of("stop:1")), Map.of("places", asked)
        }) {
            Answer answer = api.post("/api/reservoirs/waiting", wrong);
            assertThat(answer.status()).as("%s", wrong).isEqualTo(400);
            assertThat(answer.text("field")).as("%s", wrong).matches("reservoirs?|places");
        }
    }

    @Test
    void defect8_anEndAtMidnightIsTheEndOfTheDayOnlyWhenItSaysSo() throws Exception {
        Instant day = hour.truncatedTo(ChronoUnit.DAYS);
        SpawnRequest late = request(LATITUDE, LONGITUDE, day.plusSeconds(23 * 3600 + 1800), 3);
        spawn(List.of(late));
        String list = "/api/passengers?route=" + scenario.routeId() + "&date="
                + day.toString().substring(0, 10);

        assertThat(ids(api.get(list))).containsExactly(late.passengerId());
        assertThat(ids(api.get(list + "&start_time=23:00&end_time=24:00"))).containsExactly(late.passengerId());
        assertThat(ids(api.get(list + "&end_time=23:00"))).isEmpty();
        assertThat(ids(api.get(list + "&end_time=00:00"))).isEmpty();
    }

    @Test
    void statisticsCountByStatusAndByHour() throws Exception {
        List<SpawnRequest> requests = List.of(
                request(LATITUDE, LONGITUDE, hour.minusSeconds(7200), 3),
                request(LATITUDE, LONGITUDE, hour.minusSeconds(3600), 3),
                request(LATITUDE, LONGITUDE, hour.minusSeconds(1), 3));
        spawn(requests);
        board(requests.get(2), "BUS-1");

        JsonNode stats = api.get("/api/manifest/stats?route=" + scenario.routeId() + "&start=" + hour.minusSeconds(7200)
                        + "&end=" + hour)
                .body();

        assertThat(stats.path("total").asInt()).isEqualTo(3);
        assertThat(stats.path("by_status").path("BOARDED").asInt()).isEqualTo(1);
        List<Integer> hours = new ArrayList<>();
        stats.path("by_hour").forEach(count -> hours.add(count.asInt()));
        assertThat(hours).containsExactly(1, 2);
        JsonNode monitor = api.get("/api/monitor/stats").body();
        assertThat(monitor.path("total").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(monitor.path("down")).isEmpty();
        assertThat(api.get("/health").text("status")).isEqualTo("UP");
    }

    @Test
    void defect4_defect5_nearbyLooksAtAllOfTenThousandBeforeItCutsTheList() throws Exception {
        Random random = new Random(5);
        List<SpawnRequest> passengers = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            passengers.add(request(
                    LATITUDE + random.nextGaussian() * 0.05, LONGITUDE + random.nextGaussian() * 0.05, hour, 3));
        }
        spawn(passengers);
        List<String> nearest = passengers.stream()
                .filter(request -> km(request) <= 1)
                .sorted(Comparator.comparingDouble(HttpReadsTest::km))
                .map(SpawnRequest::passengerId)
                .toList();
        String nearby = "/api/passengers/nearby?latitude=" + LATITUDE + "&longitude=" + LONGITUDE + "&route_id="
                + scenario.routeId() + "&radius_km=1";

        // On a busy machine, reading this many may take longer than the lease.
        Eventually.until(
                "the list is cached", () -> api.get(nearby).header("X-Cache").equals("HIT"));
        Answer cached = api.get(nearby + "&max_results=20");

        assertThat(nearest).hasSizeGreaterThan(20);
        assertThat(ids(cached)).containsExactlyElementsOf(nearest.subList(0, 20));
        assertThat(cached.body().path("total").asInt()).isEqualTo(nearest.size());
        assertThat(ids(api.get(nearby + "&max_results=1000&status=WAITING,BOARDED")))
                .as("from Strapi")
                .containsExactlyElementsOf(nearest);
    }

    @Test
    void defect5_nearbyHonoursTheStatus() throws Exception {
        List<SpawnRequest> requests =
                List.of(request(LATITUDE, LONGITUDE, hour, 3), request(LATITUDE, LONGITUDE, hour, 3));
        spawn(requests);
        board(requests.get(0), "BUS-1");
        String nearby = "/api/passengers/nearby?latitude=" + LATITUDE + "&longitude=" + LONGITUDE + "&route_id="
                + scenario.routeId();

        assertThat(ids(api.get(nearby))).containsExactly(requests.get(1).passengerId());
        assertThat(ids(api.get(nearby + "&status=BOARDED")))
                .containsExactly(requests.get(0).passengerId());
        assertThat(ids(api.get(nearby + "&current_time=" + hour.minusSeconds(1))))
                .isEmpty();
    }

    @Test
    void aListThatTheCallerHasIsNotSentAgain() throws Exception {
        spawn(List.of(request(LATITUDE, LONGITUDE, hour, 3)));
        String path = "/api/reservoirs/" + reservoir() + "/available";

        Answer first = api.get(path);
        Answer same = api.get(path, "If-None-Match", first.header("ETag"));
        spawn(List.of(request(LATITUDE, LONGITUDE, hour, 3)));
        Answer changed = api.get(path, "If-None-Match", first.header("ETag"));

        assertThat(same.status()).isEqualTo(304);
        assertThat(same.header("X-Cache")).isEqualTo("HIT");
        assertThat(Integer.parseInt(same.header("Age"))).isNotNegative();
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body()).hasSize(2);
    }

    @Test
    void aParameterThatIsNoneIsNamedWithWhatIsAllowed() throws Exception {
        assertProblem("/api/passengers?page_size=5000", "page_size", "5000", "1 to 1000");
        assertProblem("/api/passengers?page=one", "page", "one", "a whole number");
        assertProblem("/api/passengers?sort=colour", "sort", "colour", "passenger_id, priority, route_id");
        assertProblem("/api/passengers?status=ASLEEP", "status", "ASLEEP", "WAITING, BOARDED");
        assertProblem("/api/passengers?date=monday", "date", "monday", "2026-01-31");
        assertProblem("/api/passengers/nearby?latitude=91&longitude=0", "latitude", "91.0", "-90.0 to 90.0");
        assertProblem(
                "/api/passengers/nearby?latitude=1&longitude=0&radius_km=11", "radius_km", "11.0", "0.001 to 10.0");
        assertThat(api.get("/api/passengers/nearby?latitude=1").text("field")).isEqualTo("longitude");
    }

    @Test
    void theOpenApiDocumentDescribesExactlyTheCallsThatThereAre() throws Exception {
        JsonNode document = api.get("/api/openapi").body();

        assertThat(document.path("openapi").asString()).startsWith("3.1");
        List<String> calls = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> calls.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        assertThat(calls)
                .containsExactlyInAnyOrder(
                        "GET /api/reservoirs/{reservoir}/available",
                        "POST /api/reservoirs/waiting",
                        "GET /api/passengers",
                        "POST /api/passengers",
                        "GET /api/passengers/nearby",
                        "GET /api/passengers/{passenger_id}",
                        "PATCH /api/passengers/{passenger_id}/board",
                        "PATCH /api/passengers/{passenger_id}/alight",
                        "PATCH /api/passengers/{passenger_id}/cancel",
                        "PATCH /api/passengers/{passenger_id}/reinstate",
                        "GET /api/commands/{command_id}",
                        "GET /api/manifest",
                        "GET /api/manifest/stats",
                        "GET /api/monitor/stats",
                        "GET /schemas/{file}");
        assertThat(document.path("components")
                        .path("schemas")
                        .path("Passenger")
                        .path("properties")
                        .propertyNames())
                .contains("passenger_id", "destination_lat", "spawned_at", "version");
    }

    private void assertProblem(String path, String field, String value, String allowed) throws Exception {
        Answer answer = api.get(path);
        assertThat(answer.status()).as(path).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("field")).isEqualTo(field);
        assertThat(answer.text("value")).isEqualTo(value);
        assertThat(answer.text("allowed")).contains(allowed);
    }

    private static List<String> ids(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        answer.body()
                .path("data")
                .forEach(row -> ids.add(row.path("passenger_id").asString()));
        return ids;
    }

    private void spawn(List<SpawnRequest> requests) {
        requests.forEach(kafka::send);
        kafka.flush();
        String last = requests.get(requests.size() - 1).passengerId();
        Eventually.until(
                "the last is there", () -> api.get("/api/passengers/" + last).status() == 200);
    }

    private void board(SpawnRequest request, String vehicle) throws Exception {
        String path = "/api/passengers/" + request.passengerId() + "/board";
        assertThat(api.patch(path, Map.of("vehicle_id", vehicle)).status()).isEqualTo(200);
    }

    private SpawnRequest request(double latitude, double longitude, Instant at, int priority) {
        return SomePassenger.of(reservoir())
                .at(latitude, longitude)
                .since(at)
                .until(at.plusSeconds(48 * 3600))
                .withPriority(priority)
                .request();
    }

    /** By the law of cosines, which is another formula than the one under test. */
    private static double km(SpawnRequest request) {
        double a = Math.toRadians(LATITUDE);
        double b = Math.toRadians(request.latitude());
        double c = Math.toRadians(request.longitude() - LONGITUDE);
        return 6371.0088 * Math.acos(Math.min(1, Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(c)));
    }
}
