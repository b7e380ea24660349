package commuter.reservoir.outbox;

import commuter.schemas.EventType;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of one passenger: an event that lacks only its sequence number.
 *
 * @param passenger as it is after the step
 * @param from the status before; null for a new passenger
 */
public record Change(
        String eventId,
        EventType type,
        Passenger passenger,
        @Nullable PassengerStatus from,
        Instant occurredAt) {

    /** The version that the row must have for this step to be taken; 0 when there must be no row. */
    public long baseVersion() {
        return passenger.version() - 1;
    }
}
