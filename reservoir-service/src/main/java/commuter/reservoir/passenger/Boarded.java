package commuter.reservoir.passenger;

import static commuter.schemas.PassengerStatus.ALIGHTED;
import static commuter.schemas.PassengerStatus.CANCELLED;

import commuter.schemas.Passenger;
import java.time.Instant;

/** On board of a vehicle. */
public record Boarded(Passenger passenger) implements PassengerState {

    public Alighted alight(Instant at) {
        return new Alighted(passenger.next(ALIGHTED).alightedAt(at).build());
    }

    public Cancelled cancel(Instant at) {
        return new Cancelled(passenger.next(CANCELLED).cancelledAt(at).build());
    }
}
