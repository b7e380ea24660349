package commuter.system;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.EventType;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerStatus;
import commuter.standalone.Port;
import commuter.system.support.ApiClient;
import commuter.system.support.ApiClient.Answer;
import commuter.system.support.Eventually;
import commuter.system.support.PassengerBody;
import commuter.system.support.SystemTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Commands and new passengers over HTTP. */
class HttpWritesTest extends SystemTest {
    private ApiClient api;

    @BeforeEach
    void call() {
        api = new ApiClient(pipeline);
    }

    @Test
    void aWholeLifeOverHttp() throws Exception {
        Answer created = api.post("/api/passengers", passenger());
        assertThat(created.status()).isEqualTo(201);
        String path = created.header("Location");
        assertThat(path).isEqualTo("/api/passengers/" + created.text("passenger_id"));
        assertThat(created.text("destination_name")).isEqualTo("Destination");

        Answer boarded =
                api.patch(path + "/board", Map.of("vehicle_id", "BUS-1", "boarded_at", "2026-03-02T07:30:00Z"));
        assertThat(boarded.status()).isEqualTo(200);
        assertThat(boarded.text("status")).isEqualTo("BOARDED");
        assertThat(boarded.text("boarded_at")).isEqualTo("2026-03-02T07:30:00Z");
        assertThat(api.patch(path + "/alight?alighted_at=2026-03-02T07:40:00Z", "")
                        .text("alighted_at"))
                .isEqualTo("2026-03-02T07:40:00Z");
        assertThat(api.get(path).text("status")).isEqualTo("ALIGHTED");

        assertThat(awaitEvents(3))
                .extracting(event -> event.type())
                .containsExactly(EventType.SPAWNED, EventType.BOARDED, EventType.ALIGHTED);
    }

    @Test
    void aCancelledPassengerIsReinstated() throws Exception {
        String path = created();

        assertThat(api.patch(path + "/cancel", "").text("status")).isEqualTo("CANCELLED");
        assertThat(api.patch(path + "/reinstate", "").text("status")).isEqualTo("WAITING");
    }

    @Test
    void defect1_aBatchAnswersWithEachPassengerInTheOrderOfTheCall() throws Exception {
        List<Map<String, Object>> batch = List.of(passenger(), passenger(), passenger());
        batch.get(0).put("priority", 1);
        batch.get(1).put("priority", 2);
        batch.get(2).put("depot_id", "depot-" + scenario.routeId());

        Answer created = api.post("/api/passengers", batch);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body()).hasSize(3);
        assertThat(created.body().get(0).path("priority").asInt()).isEqualTo(1);
        assertThat(created.body().get(1).path("priority").asInt()).isEqualTo(2);
        assertThat(created.body().get(2).path("reservoir").asString()).isEqualTo("depot:depot-" + scenario.routeId());
    }

    @Test
    void defect1_aBatchWithABadPassengerIsRefusedAsAWholeAndTheBadOneIsNamed() throws Exception {
        List<Map<String, Object>> batch = List.of(passenger(), passenger());
        batch.get(1).put("priority", 9);

        Answer refused = api.post("/api/passengers", batch);

        assertProblem(refused, 400, "[1].priority: 9 must be 1 to 5");
        assertThat(refused.text("field")).isEqualTo("[1].priority");
        String path = created();
        api.patch(path + "/cancel", "");
        assertThat(awaitEvents(2))
                .extracting(event -> event.passenger().passengerId())
                .containsOnly(id(path));
    }

    @Test
    void theSameCallWithTheSameKeyCreatesThePassengersOnce() throws Exception {
        String key = UUID.randomUUID().toString();
        List<Map<String, Object>> batch = List.of(passenger(), passenger());

        JsonNode first =
                api.post("/api/passengers", batch, "Idempotency-Key", key).body();
        JsonNode second =
                api.post("/api/passengers", batch, "Idempotency-Key", key).body();

        assertThat(second).isEqualTo(first);
        assertThat(strapi.rows(reservoir())).hasSize(2);
    }

    @Test
    void defect2_defect3_afterABoardsAnswerStrapiTheListAndTheEventAgree() throws Exception {
        for (int i = 0; i < 20; i++) {
            String path = created();
            assertThat(available()).contains(id(path));

            assertThat(api.patch(path + "/board", Map.of("vehicle_id", "BUS-1")).status())
                    .isEqualTo(200);

            assertThat(available()).doesNotContain(id(path));
            assertThat(strapi.rows(reservoir()))
                    .filteredOn(row -> row.passengerId().equals(id(path)))
                    .extracting(Passenger::status)
                    .containsExactly(PassengerStatus.BOARDED);
            assertThat(kafka.events(reservoir()))
                    .anyMatch(event -> event.type() == EventType.BOARDED
                            && event.passenger().passengerId().equals(id(path)));
        }
    }

    @Test
    void defect10_ofTwoVehiclesOneGetsThePassengerAndTheOtherLearnsWhoDid() throws Exception {
        for (int i = 0; i < 10; i++) {
            String path = created();
            CompletableFuture<Answer> one = api.patchAsync(path + "/board", Map.of("vehicle_id", "BUS-1"));
            CompletableFuture<Answer> other = api.patchAsync(path + "/board", Map.of("vehicle_id", "BUS-2"));
            boolean oneWon = one.get().status() == 200;
            Answer won = oneWon ? one.get() : other.get();
            Answer lost = oneWon ? other.get() : one.get();

            assertThat(won.status()).isEqualTo(200);
            assertProblem(lost, 409, won.text("vehicle_id"));
            assertThat(lost.text("reason")).isEqualTo("ALREADY_BOARDED");
            assertThat(lost.body().path("passenger").path("vehicle_id").asString())
                    .isEqualTo(won.text("vehicle_id"));
        }
    }

    @Test
    void aCallRepeatedWithItsKeyGetsTheSameAnswerAndChangesNothing() throws Exception {
        String path = created();
        String key = UUID.randomUUID().toString();

        Answer first = api.patch(path + "/board", Map.of("vehicle_id", "BUS-1"), "Idempotency-Key", key);
        Answer second = api.patch(path + "/board", Map.of("vehicle_id", "BUS-1"), "Idempotency-Key", key);
        Answer asked = api.get("/api/commands/" + key);

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(asked.body()).isEqualTo(first.body());
        assertThat(first.header("Idempotency-Key")).isEqualTo(key);
        api.patch(path + "/alight", "");
        assertThat(awaitEvents(3)).hasSize(3);
    }

    @Test
    void aKeyThatWasUsedForAnotherPassengerIsRefused() throws Exception {
        String key = UUID.randomUUID().toString();
        api.patch(created() + "/cancel", "", "Idempotency-Key", key);

        assertProblem(api.patch(created() + "/cancel", "", "Idempotency-Key", key), 422, "used for another");
    }

    @Test
    void whatTheStateForbidsIsAConflictThatShowsThePassenger() throws Exception {
        String path = created();

        Answer refused = api.patch(path + "/alight", "");

        assertProblem(refused, 409, "");
        assertThat(refused.text("reason")).isEqualTo("ILLEGAL_TRANSITION");
        assertThat(refused.body().path("passenger").path("status").asString()).isEqualTo("WAITING");
    }

    @Test
    void whatIsWrongWithACallIsNamed() throws Exception {
        String nobody = "/api/passengers/PASS_" + "0".repeat(32);
        assertProblem(api.patch(nobody + "/cancel", ""), 404, "PASS_000");
        assertProblem(api.get(nobody), 404, "PASS_000");
        assertProblem(api.get("/api/passengers/PASS_1"), 400, "'PASS_1' must be PASS_ and 32 upper-case hex digits");
        assertProblem(api.patch(nobody + "/board", "{}"), 400, "vehicle_id");
        assertProblem(api.patch(nobody + "/board", "{\"boarded_at\":\"noon\"}"), 400, "boarded_at", "noon");
        assertProblem(api.post("/api/passengers", "{"), 400, "$: is no JSON");
        assertProblem(api.post("/api/passengers", "[]"), 400, "must be 1 to");
        assertProblem(api.post("/api/passengers", Map.of()), 400, "is required");
        // During this search, or another one, the answer is not known yet: 202.
        Eventually.until(
                "nobody has sent it", () -> api.get("/api/commands/unheard-of").status() == 404);
    }

    @Test
    void whileStrapiIsAwayACallIsToldToComeAgainAndNothingIsSent() throws Exception {
        String path = created();
        pipeline.part(Port.STRAPI).kill();
        try {
            Answer held = api.patch(path + "/cancel", "");
            assertProblem(held, 503, "Strapi");
            assertThat(held.header("Retry-After")).isNotEmpty();
        } finally {
            pipeline.part(Port.STRAPI).start();
        }
        Eventually.until("calls are taken again", () -> api.get(path).status() == 200);
        assertThat(kafka.results(reservoir())).isEmpty();
    }

    private static void assertProblem(Answer answer, int status, String... parts) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("detail")).contains(parts);
    }

    private String created() throws Exception {
        Answer created = api.post("/api/passengers", passenger());
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        return created.header("Location");
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private Set<String> available() throws Exception {
        Set<String> ids = new java.util.HashSet<>();
        api.get("/api/reservoirs/" + reservoir() + "/available")
                .body()
                .forEach(row -> ids.add(row.path("passenger_id").asString()));
        return ids;
    }

    private Map<String, Object> passenger() {
        return PassengerBody.on(scenario.routeId());
    }
}
