package commuter.reservoir.stream.decide;

import commuter.reservoir.passenger.Decision;
import commuter.reservoir.passenger.PassengerState;
import commuter.reservoir.passenger.Rejection;
import commuter.reservoir.passenger.StateMachine;
import commuter.reservoir.passenger.StoredPassenger;
import commuter.reservoir.passenger.Waiting;
import commuter.reservoir.stream.metrics.OutcomeCounters;
import commuter.reservoir.stream.model.Change;
import commuter.reservoir.stream.model.Input;
import commuter.reservoir.stream.model.InputDecision;
import commuter.reservoir.stream.pending.PendingWrite;
import commuter.reservoir.stream.pending.PendingWrites;
import commuter.reservoir.stream.state.PassengerStore;
import commuter.reservoir.stream.state.ResultStore;
import commuter.schemas.EventType;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerCommand;
import commuter.schemas.RejectionReason;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Decides inputs on the passenger's latest state and queues the decision. It never blocks: an input that needs the
 * database is queued for a look-up. Belongs to the stream thread.
 */
public final class Decider {
    private final PassengerStore passengers;
    private final ResultStore results;
    private final PendingWrites pendingWrites;
    private final InstantSource clock;
    private final OutcomeCounters counters;

    public Decider(
            PassengerStore passengers,
            ResultStore results,
            PendingWrites pendingWrites,
            InstantSource clock,
            OutcomeCounters counters) {
        this.passengers = passengers;
        this.results = results;
        this.pendingWrites = pendingWrites;
        this.clock = clock;
        this.counters = counters;
    }

    public void decide(Input input) {
        if (input instanceof Input.Spawn spawn) {
            decide(spawn);
        } else if (input instanceof Input.Command command) {
            decide(command);
        } else if (input instanceof Input.Expiry expiry) {
            decide(expiry);
        }
    }

    /**
     * A spawn request for an existing passenger does nothing. Whether a finished passenger exists, only the database
     * knows.
     */
    private void decide(Input.Spawn spawn) {
        if (passengers.has(spawn.passengerId())) {
            counters.repeated(OutcomeCounters.Repeated.SPAWN_REQUEST);
        } else {
            Change first = Change.spawned(spawn);
            PendingWrite entry = pendingWrites.append(spawn, new InputDecision.Write(first));
            passengers.spawn(entry, first.passenger());
        }
    }

    private void decide(Input.Command input) {
        String commandId = input.command().commandId();
        if (pendingWrites.holdsCommand(commandId) || results.find(commandId) != null) {
            pendingWrites.append(input, new InputDecision.Repeat());
        } else {
            decideFirst(input);
        }
    }

    private void decideFirst(Input.Command input) {
        boolean waits =
                input.isRefresh() || isTooLate(input.command()) || pendingWrites.awaitsLookUp(input.passengerId());
        StoredPassenger stored = waits ? null : findLive(input.passengerId());
        if (stored == null) {
            pendingWrites.append(input, new InputDecision.LookUp());
        } else {
            decideOn(stored, input);
        }
    }

    /**
     * The command is too late by the present time. But before a crash it may have been in time and have been carried
     * out; the row shows that.
     */
    private boolean isTooLate(PassengerCommand command) {
        return command.expiresAt() != null && command.expiresAt().isBefore(clock.instant());
    }

    /**
     * Queues an input to be decided once its passenger has been looked up, behind others that wait for the same
     * look-up.
     */
    public void lookUp(Input input) {
        boolean isRepeat = input instanceof Input.Command command
                && pendingWrites.holdsCommand(command.command().commandId());
        pendingWrites.append(input, isRepeat ? new InputDecision.Repeat() : new InputDecision.LookUp());
    }

    /**
     * A finished passenger is decided on as Strapi has them, even while their last change is still pending. The moment
     * at which the passenger leaves the store depends on timing, and a replay must come to the same decisions.
     */
    private @Nullable StoredPassenger findLive(String passengerId) {
        StoredPassenger stored = passengers.find(passengerId);
        return stored != null && stored.passenger().status().isLive() ? stored : null;
    }

    /** Decides again what an edit by hand has changed; {@code current} is the row now, null if there is none. */
    public void decideAfterConflict(Input input, @Nullable StoredPassenger current) {
        if (input instanceof Input.Command command && current != null) {
            decideOn(current, command, Decider::inConflict, clock.instant());
        } else {
            decide(input);
        }
    }

    /** Decides a command on a passenger that is known. */
    public void decideOn(StoredPassenger stored, Input.Command input) {
        decideOn(stored, input, UnaryOperator.identity(), clock.instant());
    }

    private void decideOn(StoredPassenger stored, Input.Command input, UnaryOperator<Rejection> refusal, Instant now) {
        Passenger passenger = stored.passenger();
        if (stored.eventId().equals(input.eventId())) {
            pendingWrites.append(input, new InputDecision.Confirm(passenger));
            return;
        }
        PassengerCommand command = input.command();
        Decision decision = StateMachine.decide(PassengerState.of(passenger), command, now);
        if (decision instanceof Decision.Accepted accepted) {
            change(input, stored, accepted.next(), accepted.event(), command.issuedAt());
        } else if (decision instanceof Decision.Refused refused) {
            pendingWrites.append(input, new InputDecision.Refuse(refusal.apply(refused.rejection()), passenger));
        }
    }

    /** The command was possible until somebody edited the passenger. The sender's result says so. */
    private static Rejection inConflict(Rejection rejection) {
        return rejection.reason() == RejectionReason.ILLEGAL_TRANSITION
                ? new Rejection(RejectionReason.CONFLICT, "changed in Strapi meanwhile; " + rejection.message())
                : rejection;
    }

    /** Decides an input that has already led to a row in the database, without regard to the clock. */
    public void decideAsWritten(StoredPassenger stored, Input input) {
        if (input instanceof Input.Command command) {
            decideOn(stored, command, UnaryOperator.identity(), Instant.MIN);
        } else if (input instanceof Input.Expiry expiry) {
            expire(expiry);
        }
    }

    private void decide(Input.Expiry expiry) {
        if (pendingWrites.awaitsLookUp(expiry.passengerId())) {
            lookUp(expiry);
        } else {
            expire(expiry);
        }
    }

    private void expire(Input.Expiry expiry) {
        StoredPassenger stored = passengers.find(expiry.passengerId());
        if (stored != null
                && stored.eventId().equals(expiry.after())
                && PassengerState.of(stored.passenger()) instanceof Waiting waiting) {
            Passenger passenger = stored.passenger();
            change(expiry, stored, waiting.expire(), EventType.EXPIRED, passenger.expiresAt());
        }
    }

    private void change(Input input, StoredPassenger before, PassengerState next, EventType type, Instant occurredAt) {
        Passenger after = next.passenger();
        Change change = new Change(input.eventId(), type, after, before, occurredAt);
        pendingWrites.append(input, new InputDecision.Write(change));
        passengers.put(new StoredPassenger(after, change.eventId()));
    }
}
