package commuter.reservoir.stream.model;

import commuter.reservoir.passenger.StoredPassenger;
import commuter.schemas.EventType;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of one passenger: an event that lacks only its sequence number.
 *
 * @param passenger as it is after the step
 * @param before the passenger before the step; null for a new one
 */
public record Change(
        String eventId,
        EventType type,
        Passenger passenger,
        @Nullable StoredPassenger before,
        Instant occurredAt) {

    /** The status before; null for a new passenger. */
    public @Nullable PassengerStatus from() {
        return before == null ? null : before.passenger().status();
    }

    /** The version that the row must have for this step to be taken; 0 when there must be no row. */
    public long baseVersion() {
        return passenger.version() - 1;
    }
}
