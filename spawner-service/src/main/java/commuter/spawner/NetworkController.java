package commuter.spawner;

import commuter.spawner.network.Network;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the network to maps. */
@RestController
class NetworkController {
    private final GeoJson.FeatureCollection map;

    NetworkController(Network network) {
        this.map = NetworkMap.of(network);
    }

    @GetMapping("/api/network")
    GeoJson.FeatureCollection network() {
        return map;
    }
}
