package commuter.system;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.standalone.Port;
import commuter.system.support.ApiClient;
import commuter.system.support.ApiClient.Answer;
import commuter.system.support.Eventually;
import commuter.system.support.PassengerBody;
import commuter.system.support.SystemTest;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Defects of the original system that a caller of the API could notice, besides those of lists and commands. */
class DefectsOfOldTest extends SystemTest {
    /** A route of the tests' network; no other test counts its passengers. */
    private static final String ROUTE = "T-19";

    private ApiClient api;

    @BeforeEach
    void call() {
        api = new ApiClient(pipeline);
    }

    @Test
    void defect4_theSecondReadOfAListComesFromTheCache() throws Exception {
        api.post("/api/passengers", PassengerBody.on(scenario.routeId()));
        String path = "/api/reservoirs/" + reservoir() + "/available";

        Answer first = api.get(path);
        Answer second = api.get(path);

        assertThat(first.header("X-Cache")).isEqualTo("MISS");
        assertThat(second.header("X-Cache")).isEqualTo("HIT");
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void defect9_defect12_aWeekdayIsTheDateThatSeedingReportsAndNobodyTravelsToWhereTheyWait() throws Exception {
        Answer seeded = new ApiClient(pipeline.url(Port.SPAWNER))
                .post("/api/seed", Map.of("route", ROUTE, "day", "monday", "start_hour", 7, "end_hour", 9));
        assertThat(seeded.status()).as(seeded.body().toString()).isEqualTo(200);
        int published = seeded.body().path("published").asInt();
        String hours = "&start_time=" + seeded.text("from") + "&end_time=" + seeded.text("to");
        String list = "/api/passengers?page_size=1000&route=" + ROUTE + hours;

        assertThat(LocalDate.parse(seeded.text("date")).getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
        assertThat(published).isPositive();
        Eventually.asserted(
                () -> assertThat(api.get(list).body().path("total").asInt()).isEqualTo(published));
        assertThat(api.get("/api/passengers?date=monday").text("field")).isEqualTo("date");
        JsonNode rows = api.get(list).body().path("data");
        assertThat(rows).anyMatch(row -> row.path("depot_id").isString());
        assertThat(rows)
                .allSatisfy(row -> assertThat(List.of(row.path("latitude"), row.path("longitude")))
                        .isNotEqualTo(List.of(row.path("destination_lat"), row.path("destination_lon"))));
    }

    @Test
    void defect13_idsOfNewPassengersHave128BitsAndShortOnesAreRefused() throws Exception {
        List<Map<String, Object>> passengers = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            passengers.add(PassengerBody.on(scenario.routeId()));
        }

        List<String> ids = new ArrayList<>();
        api.post("/api/passengers", passengers)
                .body()
                .forEach(row -> ids.add(row.path("passenger_id").asString()));

        assertThat(ids).hasSize(1000).doesNotHaveDuplicates().allMatch(id -> id.matches("PASS_[0-9A-F]{32}"));
        Map<String, Object> shortId = PassengerBody.on(scenario.routeId());
        shortId.put("passenger_id", "PASS_1A2B3C4D");
        Answer refused = api.post("/api/passengers", shortId);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("field")).isEqualTo("passenger_id");
    }
}
