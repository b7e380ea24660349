package commuter.reservoir.stream.complete;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.reservoir.passenger.StoredPassenger;
import commuter.reservoir.stream.model.Change;
import commuter.reservoir.stream.model.Input;
import commuter.reservoir.stream.pending.PendingWrites;
import commuter.reservoir.stream.state.PassengerStore;
import commuter.reservoir.stream.state.ReservoirStatsStore;
import commuter.schemas.EventType;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerStatus;
import commuter.schemas.ReservoirId;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Strapi is the source of truth: where its row is not what was decided here, the row is taken in and the world is told.
 * Belongs to the stream thread.
 */
final class ConflictResolver {
    private final PassengerStore passengers;
    private final PendingWrites pendingWrites;
    private final ReservoirStatsStore stats;
    private final ChangeEvents events;
    private final InstantSource clock;

    /**
     * What came of an edit.
     *
     * @param stands whether what was decided on the passenger as it was still stands
     * @param passenger as he is now; null if nobody knows him
     */
    record Refreshed(boolean stands, @Nullable Passenger passenger) {}

    ConflictResolver(
            PassengerStore passengers,
            PendingWrites pendingWrites,
            ReservoirStatsStore stats,
            ChangeEvents events,
            InstantSource clock) {
        this.passengers = passengers;
        this.pendingWrites = pendingWrites;
        this.stats = stats;
        this.events = events;
        this.clock = clock;
    }

    /** Takes the row that stood in the way of a change; null if there is none any more. */
    void adopt(Change refused, @Nullable StoredPassenger current) {
        Passenger decided = refused.passenger();
        StoredPassenger before = refused.before();
        if (before != null) {
            replace(before, current, null);
            return;
        }
        passengers.remove(decided.passengerId());
        if (current != null) {
            takeIn(current, decided.reservoir());
        }
    }

    /** Takes in a live passenger that no event tells of, from a database that is older than the log. */
    void takeIn(StoredPassenger found, ReservoirId reservoir) {
        Passenger passenger = found.passenger();
        if (passenger.status().isLive() && passenger.reservoir().equals(reservoir)) {
            passengers.put(found);
            stats.adopt(passenger);
        }
    }

    /** Takes in what somebody has edited, now that the row has been looked up. */
    Refreshed refresh(Input.Command input, @Nullable StoredPassenger found) {
        StoredPassenger known = passengers.find(input.passengerId());
        if (known == null) {
            if (found != null && input.command().tellsOfEdit(found.eventId())) {
                takeInAnew(found, input);
            }
            return new Refreshed(true, found == null ? null : found.passenger());
        }
        Change pending = pendingWrites.firstChangeOf(input.passengerId());
        if (found != null && isStepTo(known, found, pending)) {
            return new Refreshed(true, found.passenger());
        }
        // What is known here may be ahead of what the world was told.
        StoredPassenger told = pending == null || pending.before() == null ? known : pending.before();
        return new Refreshed(false, replace(told, found, input));
    }

    /**
     * A row that is behind is about to be overtaken by a write of ours; if it was edited too, that write will show it.
     */
    private static boolean isStepTo(StoredPassenger known, StoredPassenger found, @Nullable Change pending) {
        return found.eventId().equals(known.eventId())
                || (pending != null
                        && found.passenger().version() < known.passenger().version());
    }

    /** Somebody has created a passenger by hand, or changed one who had left. */
    private void takeInAnew(StoredPassenger found, Input.Command input) {
        Passenger passenger = found.passenger();
        if (passenger.status().isLive()) {
            passengers.put(found);
        }
        EventType type = passenger.version() == 1 ? EventType.SPAWNED : EventType.STATE_CHANGED;
        events.publish(new Change(found.eventId(), type, passenger, null, clock.instant()), input);
    }

    /** Returns the passenger as the world is told of him. */
    Passenger replace(StoredPassenger told, @Nullable StoredPassenger current, Input.@Nullable Command input) {
        passengers.remove(told.passenger().passengerId());
        StoredPassenger next = current == null ? gone(told.passenger()) : current;
        if (next.passenger().status().isLive()) {
            passengers.put(next);
        }
        events.publish(
                new Change(next.eventId(), EventType.STATE_CHANGED, next.passenger(), told, clock.instant()), input);
        return next.passenger();
    }

    /** Somebody has deleted the row: to the world, the passenger is cancelled. */
    private StoredPassenger gone(Passenger told) {
        UUID eventId = UUID.nameUUIDFromBytes((told.passengerId() + "|gone|" + told.version()).getBytes(UTF_8));
        Passenger cancelled = told.next(PassengerStatus.CANCELLED)
                .cancelledAt(clock.instant())
                .build();
        return new StoredPassenger(cancelled, eventId.toString());
    }
}
