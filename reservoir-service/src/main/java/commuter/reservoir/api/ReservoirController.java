package commuter.reservoir.api;

import commuter.access.Caller;
import commuter.reservoir.cache.Available;
import commuter.reservoir.reservoirs.Reservoirs;
import commuter.schemas.Json;
import commuter.schemas.Passenger;
import commuter.schemas.ReservoirId;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
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
    ResponseEntity<byte[]> available(@AuthenticationPrincipal Caller caller, @PathVariable String reservoir) {
        ReservoirId asked = routes.find("reservoir", ReservoirId.parse(reservoir));
        if (asked.kind() == ReservoirId.Kind.ROUTE) {
            caller.requireRoute(asked.id());
        }
        Available available = reservoirs.of(asked).available();
        if (caller.isRestricted()) {
            // In a depot others wait, too.
            List<Passenger> shown = available.passengers().stream()
                    .filter(new RouteRights(caller)::covers)
                    .toList();
            return Freshness.of(available).body(Json.write(shown));
        }
        return Freshness.of(available).eTag(available.tag()).body(available.json());
    }
}
