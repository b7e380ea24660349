package commuter.spawner.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** The network that is used when no feed is named. */
class ShippedFeedTest {
    private final Network network = NetworkReader.read("");

    @Test
    void hasSixRoutesBothWaysWithShapes() {
        assertThat(network.zone()).isEqualTo(ZoneId.of("America/Barbados"));
        assertThat(network.unusableRoutes()).isEmpty();
        assertThat(network.routes()).extracting(Route::id).containsExactly("1A", "2B", "3C", "4D", "5E", "6F");
        assertThat(network.routes()).allSatisfy(route -> {
            assertThat(route.listMainPatterns()).hasSize(2);
            assertThat(route.mainPattern().stops()).hasSizeBetween(12, 25);
            assertThat(route.mainPattern().path())
                    .hasSizeGreaterThan(route.mainPattern().stops().size());
        });
    }

    @Test
    void hasTheTerminalsAsDepots() {
        assertThat(network.listDepots())
                .extracting(Depot::id)
                .contains("FAIRCHILD", "ALICE", "SPEIGHTSTOWN", "OISTINS", "BATHSHEBA", "SAM-LORDS");
    }

    @Test
    void liesOnBarbados() {
        assertThat(network.listStops()).allSatisfy(stop -> {
            assertThat(stop.position().latitude()).isBetween(13.04, 13.34);
            assertThat(stop.position().longitude()).isBetween(-59.65, -59.42);
        });
    }
}
