package commuter.reservoir.api;

import commuter.reservoir.cache.Available;
import commuter.reservoir.reservoirs.Reservoirs;
import commuter.schemas.ReservoirId;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Who waits where. */
@RestController
class ReservoirController {
    private final Reservoirs reservoirs;
    private final RouteParameter routes;

    ReservoirController(Reservoirs reservoirs, RouteParameter routes) {
        this.reservoirs = reservoirs;
        this.routes = routes;
    }

    /** The passengers who wait in a reservoir such as {@code route:1A}, oldest first, as a JSON array; 304 if the caller has it. */
    @GetMapping(path = "/api/reservoirs/{reservoir}/available", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> available(@PathVariable String reservoir) {
        Available available = reservoirs
                .of(routes.find("reservoir", ReservoirId.parse(reservoir)))
                .available();
        return Freshness.of(available).eTag(available.tag()).body(available.json());
    }
}
