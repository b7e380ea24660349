package commuter.spawner;

import commuter.spawner.demand.DemandWarnings;
import commuter.spawner.network.Network;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the network for maps. */
@RestController
class NetworkController {
    private final GeoJson.FeatureCollection map;
    private final ZoneId zone;
    private final DemandWarnings warnings;

    NetworkController(Network network, DemandWarnings warnings) {
        this.map = NetworkMap.of(network);
        this.zone = network.zone();
        this.warnings = warnings;
    }

    @GetMapping("/api/network")
    GeoJson.FeatureCollection network() {
        return map.with(warnings.from(LocalDate.now(zone)));
    }
}
