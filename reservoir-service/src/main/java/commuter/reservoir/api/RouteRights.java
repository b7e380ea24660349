package commuter.reservoir.api;

import commuter.access.Caller;
import commuter.schemas.CommandResult;
import commuter.schemas.Passenger;
import commuter.schemas.ReservoirId;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may see and do who is restricted to some routes: the passengers of these routes, at stops and in depots.
 * Passengers of others are unknown to them, so that ids cannot be tried.
 */
record RouteRights(Caller caller) {

    boolean covers(Passenger passenger) {
        return caller.sees(passenger.routeId());
    }

    /** Whether the result may be told; of an unknown passenger, the reservoir decides. */
    boolean covers(CommandResult result) {
        Passenger passenger = result.passenger();
        ReservoirId reservoir = result.reservoir();
        return passenger == null
                ? !caller.isRestricted() || (reservoir.kind() == ReservoirId.Kind.ROUTE && caller.sees(reservoir.id()))
                : covers(passenger);
    }

    /**
     * The routes to look at; empty for all.
     *
     * @param asked the one route that is asked for, or null
     * @throws ClosedRouteException when that is closed to the caller
     */
    Set<String> routes(@Nullable String asked) {
        if (asked != null) {
            requireRoute(asked);
            return Set.of(asked);
        }
        Set<String> open = caller.routes();
        return open == null ? Set.of() : open;
    }

    /** @throws ClosedRouteException when the route is closed to the caller */
    void requireRoute(String routeId) {
        Set<String> open = caller.routes();
        if (open != null && !open.contains(routeId)) {
            throw new ClosedRouteException(routeId, new TreeSet<>(open));
        }
    }
}
