package commuter.reservoir.passenger;

import static commuter.schemas.PassengerStatus.WAITING;

import commuter.schemas.Passenger;
import java.time.Duration;
import java.time.Instant;

/** Cancelled by the passenger or the operator; can be reinstated. */
public record Cancelled(Passenger passenger) implements PassengerState {

    /** Waits again. The full waiting time starts again now. */
    public Waiting reinstate(Instant at) {
        Duration patience = Duration.between(passenger.spawnedAt(), passenger.expiresAt());
        return new Waiting(passenger
                .next(WAITING)
                .withoutTrip()
                .expiresAt(at.plus(patience))
                .build());
    }
}
