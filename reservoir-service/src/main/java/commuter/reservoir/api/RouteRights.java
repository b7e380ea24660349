package commuter.reservoir.api;

import commuter.access.Caller;
import commuter.schemas.CommandResult;
import commuter.schemas.Passenger;
import commuter.schemas.ReservoirId;

/**
 * What a caller may see and do who is restricted to some routes: the passengers of these routes, at stops and in
 * depots. Passengers of others are unknown to them, so that ids cannot be tried.
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
}
