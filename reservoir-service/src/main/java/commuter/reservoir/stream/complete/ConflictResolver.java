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
 * Strapi is the source of truth: where its row differs from what was decided here, the row is taken over and an event
 * is published. Belongs to the stream thread.
 */
final class ConflictResolver {
    private final PassengerStore passengers;
    private final PendingWrites pendingWrites;
    private final ReservoirStatsStore stats;
    private final ChangeEvents events;
    private final InstantSource clock;

    /**
     * The outcome of an edit.
     *
     * @param stands whether decisions based on the passenger's earlier state are still valid
     * @param passenger the passenger now; null if there is none
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

    /** Takes over the row that conflicted with a change; null if there is no row any more. */
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

    /** Takes over a live passenger without any event, from a database that is older than the log. */
    void takeIn(StoredPassenger found, ReservoirId reservoir) {
        Passenger passenger = found.passenger();
        if (passenger.status().isLive() && passenger.reservoir().equals(reservoir)) {
            passengers.put(found);
            stats.adopt(passenger);
        }
    }

    /** Takes over an edit by hand, now that the row has been read. */
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
        // The state here may be newer than the last published event.
        StoredPassenger published = pending == null || pending.before() == null ? known : pending.before();
        return new Refreshed(false, replace(published, found, input));
    }

    /**
     * A row that is older than the state here is about to be replaced by a pending write. If the row was edited too,
     * that write will conflict and show it.
     */
    private static boolean isStepTo(StoredPassenger known, StoredPassenger found, @Nullable Change pending) {
        return found.eventId().equals(known.eventId())
                || (pending != null
                        && found.passenger().version() < known.passenger().version());
    }

    /** A passenger was created by hand, or one who had finished was changed. */
    private void takeInAnew(StoredPassenger found, Input.Command input) {
        Passenger passenger = found.passenger();
        if (passenger.status().isLive()) {
            passengers.put(found);
        }
        EventType type = passenger.version() == 1 ? EventType.SPAWNED : EventType.STATE_CHANGED;
        events.publish(new Change(found.eventId(), type, passenger, null, clock.instant()), input);
    }

    /** Returns the passenger as the published events describe them. */
    Passenger replace(StoredPassenger published, @Nullable StoredPassenger current, Input.@Nullable Command input) {
        passengers.remove(published.passenger().passengerId());
        StoredPassenger next = current == null ? gone(published.passenger()) : current;
        if (next.passenger().status().isLive()) {
            passengers.put(next);
        }
        events.publish(
                new Change(next.eventId(), EventType.STATE_CHANGED, next.passenger(), published, clock.instant()),
                input);
        return next.passenger();
    }

    /** Somebody has deleted the row. The published event says that the passenger is cancelled. */
    private StoredPassenger gone(Passenger published) {
        UUID eventId =
                UUID.nameUUIDFromBytes((published.passengerId() + "|gone|" + published.version()).getBytes(UTF_8));
        Passenger cancelled = published
                .next(PassengerStatus.CANCELLED)
                .cancelledAt(clock.instant())
                .build();
        return new StoredPassenger(cancelled, eventId.toString());
    }
}
