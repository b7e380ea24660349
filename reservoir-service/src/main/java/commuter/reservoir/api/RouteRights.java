package commuter.reservoir.api;

import commuter.access.Caller;
import commuter.schemas.CommandResult;
import commuter.schemas.Passenger;
import commuter.schemas.ReservoirId;

/**
 * What a caller who is restricted to some routes may see and do: they reach the passengers of these routes, at stops
 * and in depots. Other passengers look as if they did not exist, so that ids cannot be guessed.
 */
record RouteRights(Caller caller) {

    boolean covers(Passenger passenger) {
        return caller.sees(passenger.routeId());
    }

    /**
     * Whether the result may be shown to the caller. For an unknown passenger, the reservoir of the command decides.
     */
    boolean covers(CommandResult result) {
        Passenger passenger = result.passenger();
        ReservoirId reservoir = result.reservoir();
        return passenger == null
                ? !caller.isRestricted() || (reservoir.kind() == ReservoirId.Kind.ROUTE && caller.sees(reservoir.id()))
                : covers(passenger);
    }
}
