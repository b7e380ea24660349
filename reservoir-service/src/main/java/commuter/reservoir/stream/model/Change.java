package commuter.reservoir.stream.model;

import commuter.reservoir.passenger.StoredPassenger;
import commuter.reservoir.passenger.Waiting;
import commuter.schemas.EventType;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerStatus;
import commuter.schemas.SpawnRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of one passenger: an event without its sequence number.
 *
 * @param passenger the passenger after the step
 * @param before the passenger before the step; null for a new passenger
 */
public record Change(
        String eventId,
        EventType type,
        Passenger passenger,
        @Nullable StoredPassenger before,
        Instant occurredAt) {

    /** The first version of a passenger, which any spawn request for an unknown passenger leads to. */
    public static Change spawned(Input.Spawn spawn) {
        SpawnRequest request = spawn.request();
        Passenger waiting = Waiting.spawned(request).passenger();
        return new Change(spawn.eventId(), EventType.SPAWNED, waiting, null, request.spawnTime());
    }

    /** The status before; null for a new passenger. */
    public @Nullable PassengerStatus from() {
        return before == null ? null : before.passenger().status();
    }

    /** The version that the row must have for this step to be written; 0 when there must be no row. */
    public long baseVersion() {
        return passenger.version() - 1;
    }
}
