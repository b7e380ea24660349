package commuter.reservoir.passenger;

import static commuter.schemas.PassengerStatus.BOARDED;
import static commuter.schemas.PassengerStatus.CANCELLED;
import static commuter.schemas.PassengerStatus.EXPIRED;
import static commuter.schemas.PassengerStatus.WAITING;

import commuter.schemas.Passenger;
import commuter.schemas.SpawnRequest;
import java.time.Instant;
import java.util.Objects;

/** At a stop or in a depot, waiting for a vehicle. */
public record Waiting(Passenger passenger) implements PassengerState {

    private static final String DEFAULT_DESTINATION = "Destination";
    private static final int DEFAULT_PRIORITY = 3;

    /** A new passenger, in its first version. */
    public static Waiting spawned(SpawnRequest request) {
        Instant spawnedAt = request.spawnTime();
        return new Waiting(new Passenger(
                request.passengerId(),
                request.reservoir(),
                request.routeId(),
                request.depotId(),
                request.direction(),
                request.stopId(),
                request.latitude(),
                request.longitude(),
                request.destinationStopId(),
                request.destinationLat(),
                request.destinationLon(),
                Objects.requireNonNullElse(request.destinationName(), DEFAULT_DESTINATION),
                spawnedAt,
                Objects.requireNonNullElseGet(request.expiresAt(), () -> spawnedAt.plus(SpawnRequest.DEFAULT_PATIENCE)),
                null,
                null,
                null,
                null,
                WAITING,
                Objects.requireNonNullElse(request.priority(), DEFAULT_PRIORITY),
                1));
    }

    public Boarded board(String vehicleId, Instant at) {
        return new Boarded(passenger.next(BOARDED).boarded(vehicleId, at).build());
    }

    public Cancelled cancel(Instant at) {
        return new Cancelled(passenger.next(CANCELLED).cancelledAt(at).build());
    }

    public Expired expire() {
        return new Expired(passenger.next(EXPIRED).build());
    }
}
