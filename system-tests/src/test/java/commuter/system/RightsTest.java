package commuter.system;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.standalone.Pipeline;
import commuter.system.support.AnotherReservoir;
import commuter.system.support.ApiClient;
import commuter.system.support.ApiClient.Answer;
import commuter.system.support.PassengerBody;
import commuter.system.support.ReservoirGroup;
import commuter.system.support.RunningPipeline;
import commuter.system.support.SystemTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a key allows in the reservoir's HTTP API, and that it allows nothing more. */
class RightsTest extends SystemTest {
    private static final String SUFFIX = "-0123456789abcdef0123456789abcdef";
    private static final String OWN_ROUTE = "RIGHTS-" + UUID.randomUUID();

    private static AnotherReservoir guarded;
    private static ReservoirGroup group;

    private final String other = "OTHER-" + UUID.randomUUID();
    private final String depot = "DEPOT-" + UUID.randomUUID();
    private ApiClient api;

    @BeforeAll
    static void start(Pipeline pipeline) {
        Map<String, String> settings = new HashMap<>();
        Map.of(
                        "all", "read,command,seed",
                        "seed", "seed",
                        "command", "command",
                        "route", "read,command,seed")
                .forEach((name, scopes) -> {
                    settings.put("commuter.access.keys." + name + ".value", name + SUFFIX);
                    settings.put("commuter.access.keys." + name + ".scopes", scopes);
                });
        settings.put("commuter.access.keys.route.routes", OWN_ROUTE);
        settings.put(RunningPipeline.PATIENT.getKey(), RunningPipeline.PATIENT.getValue());
        guarded = new AnotherReservoir(pipeline, "rights", pipeline.strapiToken(), settings);
        group = new ReservoirGroup(pipeline);
        group.awaitWorking("reservoir-1", "rights");
    }

    @AfterAll
    static void stop() {
        guarded.close();
        group.awaitWorking("reservoir-1");
    }

    @BeforeEach
    void call() {
        api = new ApiClient(guarded.url());
    }

    @Test
    void whoMayOnlySeedReadsNobodyByAskingForThemAgain() throws Exception {
        Map<String, Object> asked = passenger(other);
        asked.put("passenger_id", newId());
        String id = create("all", asked).text("passenger_id");
        assertThat(patch("all", id, "board?vehicle_id=BUS-1").status()).isEqualTo(200);

        Answer again = post("seed", asked);

        assertThat(again.status()).isEqualTo(201);
        assertThat(fields(again.body())).containsExactlyInAnyOrder("status", "passenger_ids");
        assertThat(again.text("status")).isEqualTo("CREATED");
        assertThat(again.body().path("passenger_ids").toString()).isEqualTo("[\"" + id + "\"]");
    }

    @Test
    void whoMayOnlyCommandIsToldTheOutcomeAndNothingOfThePassenger() throws Exception {
        String id = create("all", passenger(other)).text("passenger_id");

        Answer boarded = patch("command", id, "board?vehicle_id=BUS-SECRET");
        assertThat(boarded.status()).isEqualTo(200);
        assertThat(boarded.text("status")).isEqualTo("ACCEPTED");
        assertThat(fields(boarded.body())).containsExactlyInAnyOrder("command_id", "status");

        Answer refused = patch("command", id, "board?vehicle_id=BUS-2");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("reason")).isEqualTo("ALREADY_BOARDED");
        assertThat(refused.body().toString()).doesNotContain("BUS-SECRET", other, "latitude");
        assertThat(patch("all", id, "board?vehicle_id=BUS-2").body().toString()).contains("BUS-SECRET", other);
    }

    @Test
    void whoIsRestrictedToARouteSeesAndCommandsItsPassengersAtStopsAndInDepotsAndNobodyElse() throws Exception {
        String mine = create("all", passenger(OWN_ROUTE)).text("passenger_id");
        String mineInDepot = create("all", inDepot(OWN_ROUTE)).text("passenger_id");
        String theirs = create("all", passenger(other)).text("passenger_id");
        String theirsInDepot = create("all", inDepot(other)).text("passenger_id");

        String near = "?latitude=" + PassengerBody.LATITUDE + "&longitude=" + PassengerBody.LONGITUDE;
        for (String list : List.of(
                "/api/passengers?page_size=1000",
                "/api/manifest?page_size=1000",
                "/api/passengers/nearby" + near + "&max_results=1000")) {
            assertThat(ids(get("route", list)))
                    .as(list)
                    .contains(mine, mineInDepot)
                    .doesNotContain(theirs, theirsInDepot);
            assertThat(routes(get("route", list))).as(list).containsOnly(OWN_ROUTE);
        }
        assertThat(get("route", "/api/passengers?depot=" + depot)
                        .body()
                        .path("total")
                        .asInt())
                .isOne();
        assertThat(ids(get("route", "/api/reservoirs/depot:" + depot + "/available")))
                .containsExactly(mineInDepot);
        assertThat(ids(get("all", "/api/reservoirs/depot:" + depot + "/available")))
                .containsExactlyInAnyOrder(mineInDepot, theirsInDepot);
        assertThat(get("route", "/api/manifest/stats").body().path("total").asInt())
                .isEqualTo(get("all", "/api/manifest/stats?route=" + OWN_ROUTE)
                        .body()
                        .path("total")
                        .asInt());
        for (String closed : List.of(
                "/api/passengers?route=" + other,
                "/api/manifest?route=" + other,
                "/api/manifest/stats?route=" + other,
                "/api/passengers/nearby" + near + "&route_id=" + other,
                "/api/reservoirs/route:" + other + "/available",
                "/api/monitor/stats")) {
            assertThat(get("route", closed).status()).as(closed).isEqualTo(403);
        }

        assertThat(get("route", "/api/passengers/" + mineInDepot).status()).isEqualTo(200);
        assertThat(patch("route", mineInDepot, "cancel").status()).isEqualTo(200);
        for (String hidden : List.of(theirs, theirsInDepot)) {
            assertThat(get("route", "/api/passengers/" + hidden).status()).isEqualTo(404);
            assertThat(patch("route", hidden, "cancel").status()).isEqualTo(404);
            assertThat(get("all", "/api/passengers/" + hidden).text("status")).isEqualTo("WAITING");
        }
    }

    @Test
    void whoIsRestrictedToARouteMakesPassengersOfItOnlyAndAsksOnlyForItsCommands() throws Exception {
        Answer refused = post("route", List.of(passenger(OWN_ROUTE), passenger(other)));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("detail")).contains(other, OWN_ROUTE);
        String mine = create("route", passenger(OWN_ROUTE)).text("passenger_id");
        String theirs = create("all", passenger(other)).text("passenger_id");

        String own = patch("all", mine, "cancel").header("Idempotency-Key");
        String foreign = patch("all", theirs, "cancel").header("Idempotency-Key");

        assertThat(get("route", "/api/commands/" + own).status()).isEqualTo(200);
        assertThat(get("route", "/api/commands/" + foreign).status()).isEqualTo(404);
        assertThat(get("all", "/api/commands/" + foreign).status()).isEqualTo(200);
    }

    @Test
    void whoIsRestrictedToARouteIsToldThatAnIdIsTakenAndNothingOfWhoHasIt() throws Exception {
        String mine = create("all", passenger(OWN_ROUTE)).text("passenger_id");
        String theirs = create("all", passenger(other)).text("passenger_id");
        String key = patch("all", theirs, "board?vehicle_id=BUS-SECRET").header("Idempotency-Key");

        Answer reused = patch("route", mine, "cancel", key);
        assertThat(reused.status()).isEqualTo(422);
        assertThat(reused.text("reason")).isEqualTo("COMMAND_ID_REUSED");
        assertThat(reused.body().toString()).doesNotContain(theirs, "BUS-SECRET", other, "BOARD");
        assertThat(patch("all", mine, "cancel", key).body().toString()).contains(theirs, "BUS-SECRET");
        assertThat(get("route", "/api/passengers/" + mine).text("status")).isEqualTo("WAITING");

        assertThat(told(taken(theirs), theirs)).isEqualTo(told(taken(mine), mine));
        String nobody = newId();
        assertThat(told(get("route", "/api/passengers/" + theirs), theirs))
                .isEqualTo(told(get("route", "/api/passengers/" + nobody), nobody));
        assertThat(told(patch("route", theirs, "alight"), theirs))
                .isEqualTo(told(patch("route", nobody, "alight"), nobody));
    }

    /** The answer to a caller who asks for a new passenger under an id that is in use. */
    private Answer taken(String id) throws Exception {
        Map<String, Object> asked = passenger(OWN_ROUTE);
        asked.put("passenger_id", id);
        asked.put("priority", 1);
        Answer refused = post("route", asked);
        assertThat(refused.status()).isEqualTo(409);
        return refused;
    }

    private static String told(Answer answer, String id) {
        return answer.status() + answer.body().toString().replace(id, "ID");
    }

    private static String newId() {
        return "PASS_" + UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    }

    private static Map<String, Object> passenger(String route) {
        return PassengerBody.on(route);
    }

    private Map<String, Object> inDepot(String route) {
        Map<String, Object> asked = PassengerBody.on(route);
        asked.put("depot_id", depot);
        return asked;
    }

    private Answer create(String key, Object body) throws Exception {
        Answer created = post(key, body);
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        return created;
    }

    private Answer post(String key, Object body) throws Exception {
        return api.post("/api/passengers", body, "Authorization", bearer(key));
    }

    private Answer patch(String key, String passengerId, String command) throws Exception {
        return api.patch("/api/passengers/" + passengerId + "/" + command, "", "Authorization", bearer(key));
    }

    private Answer patch(String key, String passengerId, String command, String commandId) throws Exception {
        return api.patch(
                "/api/passengers/" + passengerId + "/" + command,
                "",
                "Authorization",
                bearer(key),
                "Idempotency-Key",
                commandId);
    }

    private Answer get(String key, String path) throws Exception {
        return api.get(path, "Authorization", bearer(key));
    }

    private static String bearer(String key) {
        return "Bearer " + key + SUFFIX;
    }

    private static List<String> ids(Answer list) {
        return values(list, "passenger_id").toList();
    }

    private static List<String> routes(Answer list) {
        return values(list, "route_id").collect(Collectors.toList());
    }

    private static Stream<String> values(Answer list, String field) {
        assertThat(list.status()).as(list.body().toString()).isEqualTo(200);
        JsonNode rows = list.body().isArray() ? list.body() : list.body().path("data");
        return rows.valueStream().map(row -> row.path(field).asString());
    }

    private static List<String> fields(JsonNode object) {
        return new ArrayList<>(object.propertyNames());
    }
}
