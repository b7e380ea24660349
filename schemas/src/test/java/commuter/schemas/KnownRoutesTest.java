package commuter.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KnownRoutesTest {
    private static final KnownRoutes ROUTES = KnownRoutes.of(("{\"features\":["
                    + route("gtfs-17", "1A") + "," + route("gtfs-18", "2B") + "," + route("gtfs-19", "2B") + ","
                    + route("3C", "4D") + "," + route("4D", "5E") + ",{\"properties\":{\"stop_id\":\"S\"}},"
                    + "{\"properties\":{\"depot_id\":\"D1\",\"route_ids\":[\"gtfs-17\",\"3C\"]}},"
                    + "{\"properties\":{\"depot_id\":\"D2\",\"route_ids\":[\"gtfs-17\"]}}]}")
            .getBytes(UTF_8));

    @Test
    void defect6_aRoutesShortNameAndItsIdAreOneRoute() {
        assertThat(ROUTES.idOf("1A")).isEqualTo("gtfs-17");
        assertThat(ROUTES.idOf("gtfs-17")).isEqualTo("gtfs-17");
    }

    @Test
    void anIdMeansItselfAndSoDoesWhatIsUnknown() {
        assertThat(ROUTES.idOf("4D")).as("the short name of 3C, too").isEqualTo("4D");
        assertThat(ROUTES.idOf("9Z")).isEqualTo("9Z");
        assertThat(KnownRoutes.NONE.idOf("1A")).isEqualTo("1A");
    }

    @Test
    void aNameThatSeveralRoutesHaveIsRefusedWithTheirIds() {
        assertThatThrownBy(() -> ROUTES.idOf("2B"))
                .isInstanceOf(AmbiguousRouteException.class)
                .hasMessageContainingAll("'2B'", "gtfs-18, gtfs-19");
    }

    @Test
    void aRoutesDepotsAreKnown() {
        assertThat(ROUTES.depotsOf("gtfs-17"))
                .containsExactlyInAnyOrder(ReservoirId.depot("D1"), ReservoirId.depot("D2"));
        assertThat(ROUTES.depotsOf("gtfs-18")).isEmpty();
    }

    @Test
    void whatIsNoMapIsRefused() {
        assertThatThrownBy(() -> KnownRoutes.of("<html>".getBytes(UTF_8))).isInstanceOf(InvalidRecordException.class);
    }

    private static String route(String id, String name) {
        return "{\"properties\":{\"route_id\":\"" + id + "\",\"short_name\":\"" + name + "\"}}";
    }
}
