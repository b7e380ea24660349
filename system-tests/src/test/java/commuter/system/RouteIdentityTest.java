package commuter.system;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.system.support.ApiClient;
import commuter.system.support.ApiClient.Answer;
import commuter.system.support.Eventually;
import commuter.system.support.PassengerBody;
import commuter.system.support.SystemTest;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** On the tests' network, where no route's short name is its id, and one short name belongs to two routes. */
class RouteIdentityTest extends SystemTest {
    private static final String ID = "T-17";
    private static final String NAME = "17X";
    private static final String NAME_OF_TWO = "18X";
    private static final String[] CALLS = {
        "/api/passengers?page_size=1000&sort=-spawned_at&route=",
        "/api/reservoirs/route:",
        "/api/passengers/nearby?latitude=13.1&longitude=-59.6&radius_km=1&max_results=1000&route_id=",
        "/api/passengers/nearby?latitude=13.1&longitude=-59.6&radius_km=1&max_results=1000&status=WAITING,BOARDED&route_id=",
        "/api/manifest?page_size=1000&route="
    };

    private ApiClient api;

    @BeforeEach
    void call() {
        api = new ApiClient(pipeline);
        Eventually.until(
                "the reservoir knows the routes",
                () -> api.get("/api/passengers?route=" + NAME_OF_TWO).status() == 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {ID, NAME})
    void defect6_whateverARouteIsCalledEveryCallFindsItsPassengers(String created) throws Exception {
        Answer passenger = api.post("/api/passengers", PassengerBody.on(created));
        assertThat(passenger.text("route_id")).isEqualTo(ID);
        assertThat(passenger.text("reservoir")).isEqualTo("route:" + ID);

        for (String call : CALLS) {
            assertThat(ids(call, NAME))
                    .as(call)
                    .contains(passenger.text("passenger_id"))
                    .isEqualTo(ids(call, ID));
        }
    }

    @Test
    void defect6_aNameOfSeveralRoutesIsRefusedWithTheirIds() throws Exception {
        for (String call : CALLS) {
            assertRefused(api.get(path(call, NAME_OF_TWO)));
        }
        assertRefused(api.post("/api/passengers", PassengerBody.on(NAME_OF_TWO)));
    }

    @Test
    void whoWaitsInADepotForTheRouteIsNearbyToo() throws Exception {
        Map<String, Object> atDepot = PassengerBody.on(ID);
        atDepot.put("depot_id", "HUB");
        String forThis = api.post("/api/passengers", atDepot).text("passenger_id");
        atDepot.put("route_id", "T-18");
        String forAnother = api.post("/api/passengers", atDepot).text("passenger_id");

        assertThat(ids(CALLS[2], NAME)).contains(forThis).doesNotContain(forAnother);
        assertThat(ids(CALLS[3], NAME)).contains(forThis).doesNotContain(forAnother);
        assertThat(api.get(path(CALLS[2], NAME)).header("X-Cache")).isEqualTo("HIT");
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.text("detail")).contains(NAME_OF_TWO, "T-18, T-19");
    }

    private Set<String> ids(String call, String route) throws Exception {
        Answer answer = api.get(path(call, route));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        JsonNode rows = answer.body().isArray() ? answer.body() : answer.body().path("data");
        Set<String> ids = new HashSet<>();
        rows.forEach(row -> ids.add(row.path("passenger_id").asString()));
        return ids;
    }

    private static String path(String call, String route) {
        return call + route + (call.contains("?") ? "" : "/available");
    }
}
