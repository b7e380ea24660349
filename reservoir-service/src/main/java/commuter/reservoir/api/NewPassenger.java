package commuter.reservoir.api;

import commuter.schemas.Passenger;
import commuter.schemas.SpawnRequest;
import java.util.Objects;

/**
 * A passenger whom a caller asks for.
 *
 * @param idGiven whether the caller chose the id
 * @param timeGiven whether the caller said when the passenger appears; otherwise they appear now
 */
record NewPassenger(SpawnRequest request, boolean idGiven, boolean timeGiven) {
    private static final int DEFAULT_PRIORITY = 3;

    String id() {
        return request.passengerId();
    }

    /** Whether an existing passenger is the requested one, in any status. */
    boolean is(Passenger other) {
        return request.reservoir().equals(other.reservoir())
                && request.routeId().equals(other.routeId())
                && Objects.equals(request.depotId(), other.depotId())
                && request.direction() == other.direction()
                && Objects.equals(request.stopId(), other.stopId())
                && request.latitude() == other.latitude()
                && request.longitude() == other.longitude()
                && hasDestinationOf(other)
                && (request.priority() == null ? DEFAULT_PRIORITY : request.priority()) == other.priority()
                && (!timeGiven || request.spawnTime().equals(other.spawnedAt()))
                && (request.expiresAt() == null || request.expiresAt().equals(other.expiresAt()));
    }

    private boolean hasDestinationOf(Passenger other) {
        return request.destinationLat() == other.destinationLat()
                && request.destinationLon() == other.destinationLon()
                && Objects.equals(request.destinationStopId(), other.destinationStopId())
                && (request.destinationName() == null
                        || request.destinationName().equals(other.destinationName()));
    }
}
