package commuter.reservoir.api;

import commuter.access.Caller;
import commuter.reservoir.cache.Available;
import commuter.reservoir.reservoir.Reservoirs;
import commuter.schemas.InvalidRecordException;
import commuter.schemas.Json;
import commuter.schemas.Passenger;
import commuter.schemas.ReservoirId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Who waits in which reservoir. */
@RestController
class ReservoirController {
    private static final int MOST = 1000;

    private final Reservoirs reservoirs;
    private final RouteParameter routes;

    ReservoirController(Reservoirs reservoirs, RouteParameter routes) {
        this.reservoirs = reservoirs;
        this.routes = routes;
    }

    /** A list of reservoirs, at most {@link #MOST}. */
    record Asked(List<ReservoirId> reservoirs) {
        private static final Fields FIELDS = Fields.of(Asked.class);

        Asked {
            int given = reservoirs == null ? 0 : reservoirs.size();
            if (given == 0 || given > MOST) {
                throw new InvalidRecordException("reservoirs", given + " are given, and 1 to " + MOST + " may be");
            }
        }

        static Asked read(byte[] body) {
            FIELDS.check(Json.readBody(body));
            return Json.read(body, Asked.class);
        }
    }

    /**
     * Which of these reservoirs have waiting passengers. Question and answer have the form
     * {@code {"reservoirs":["route:1A"]}}. A caller that is interested in many reservoirs, most of them possibly empty
     * or unknown, then reads only a few lists.
     */
    @PostMapping(path = "/api/reservoirs/waiting", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Set<ReservoirId>> waiting(@RequestBody byte[] body) {
        return Map.of("reservoirs", reservoirs.waiting(Asked.read(body).reservoirs()));
    }

    /**
     * The passengers who wait in a reservoir such as {@code route:1A}, oldest first, as a JSON array; 304 if the caller
     * has this version already.
     */
    @GetMapping(path = "/api/reservoirs/{reservoir}/available", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> available(@AuthenticationPrincipal Caller caller, @PathVariable String reservoir) {
        ReservoirId asked = routes.find("reservoir", ReservoirId.parse(reservoir));
        if (asked.kind() == ReservoirId.Kind.ROUTE) {
            caller.requireRoute(asked.id());
        }
        Available available = reservoirs.of(asked).available();
        if (caller.isRestricted()) {
            // A depot also has passengers for other routes.
            List<Passenger> shown = available.passengers().stream()
                    .filter(new RouteRights(caller)::covers)
                    .toList();
            return Freshness.of(available).body(Json.write(shown));
        }
        return Freshness.of(available).eTag(available.tag()).body(available.json());
    }
}
