package commuter.reservoir.stream.complete;

import commuter.reservoir.passenger.Rejection;
import commuter.reservoir.passenger.StoredPassenger;
import commuter.reservoir.repository.LookupResult;
import commuter.reservoir.repository.StoredRow;
import commuter.reservoir.stream.decide.Decider;
import commuter.reservoir.stream.model.Change;
import commuter.reservoir.stream.model.Input;
import commuter.reservoir.stream.model.InputDecision;
import commuter.reservoir.stream.pending.PendingWrite;
import commuter.reservoir.stream.pending.PendingWrites;
import commuter.reservoir.stream.publish.CommandReplies;
import commuter.reservoir.stream.state.PassengerStore;
import commuter.schemas.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides inputs that had to wait until their passenger was looked up in the database. Belongs to the stream thread.
 */
final class LookupResolver {
    private static final Rejection UNKNOWN =
            new Rejection(RejectionReason.UNKNOWN_PASSENGER, "neither the reservoir nor Strapi knows the passenger");

    private final PassengerStore passengers;
    private final PendingWrites pendingWrites;
    private final Decider decider;
    private final ConflictResolver conflicts;
    private final ReplayedWrites replayedWrites;
    private final CommandReplies replies;
    private final Refusals refusals;

    /** Rejects what can never be carried out. */
    interface Refusals {
        void refuse(Input input, @Nullable StoredPassenger passenger, String reason);
    }

    LookupResolver(
            PassengerStore passengers,
            PendingWrites pendingWrites,
            Decider decider,
            ConflictResolver conflicts,
            ReplayedWrites replayedWrites,
            CommandReplies replies,
            Refusals refusals) {
        this.passengers = passengers;
        this.pendingWrites = pendingWrites;
        this.decider = decider;
        this.conflicts = conflicts;
        this.replayedWrites = replayedWrites;
        this.replies = replies;
        this.refusals = refusals;
    }

    /** Returns whether later decisions about this passenger are still valid. */
    boolean settle(Input input, LookupResult lookupResult) {
        String damage = lookupResult.unreadable().get(input.passengerId());
        if (damage != null) {
            // An invalid row is neither taken over nor treated as deleted: the passenger stays unchanged until
            // somebody corrects the row.
            refusals.refuse(input, null, damage);
            return true;
        }
        StoredRow row = lookupResult.found().get(input.passengerId());
        if (input instanceof Input.Command command && command.isRefresh()) {
            return settleRefresh(command, row);
        }
        settleAll(input, row);
        return true;
    }

    /** Decides an input, and then, in order, all others that wait for the same look-up. */
    private void settleAll(Input first, @Nullable StoredRow row) {
        List<Input> inputs = new ArrayList<>(List.of(first));
        for (PendingWrite next : pendingWrites.matching(entry -> isLookUpOf(first.passengerId(), entry))) {
            pendingWrites.remove(next);
            inputs.add(next.input());
        }
        StoredPassenger known = passengers.find(first.passengerId());
        if (row != null && replayedWrites.isIn(row, known)) {
            replayedWrites.decideAgain(row, inputs, input -> decide(input, row));
        } else if (row != null && known == null && inputs.stream().anyMatch(input -> isAwaited(row, input))) {
            inputs.forEach(decider::lookUp);
        } else {
            replayedWrites.settled(first.passengerId());
            if (row != null && known == null) {
                conflicts.takeIn(row.stored(), ((Input.Command) first).command().reservoir());
            }
            inputs.forEach(input -> decide(input, row));
        }
    }

    private boolean isAwaited(StoredRow row, Input input) {
        return input instanceof Input.Command command && replayedWrites.isAwaited(row, command);
    }

    private void decide(Input input, @Nullable StoredRow row) {
        if (!(input instanceof Input.Command command)) {
            decider.decide(input);
            return;
        }
        StoredPassenger latest = passengers.find(input.passengerId());
        StoredPassenger known = latest == null && row != null ? row.stored() : latest;
        if (known == null) {
            replies.reject(command, UNKNOWN, null);
        } else {
            decider.decideOn(known, command);
        }
    }

    private boolean settleRefresh(Input.Command input, @Nullable StoredRow row) {
        Change pending = pendingWrites.firstChangeOf(input.passengerId());
        boolean notYetThere = pending != null && pending.from() == null;
        if (notYetThere || replayedWrites.isAwaited(row, passengers.find(input.passengerId()))) {
            // Order matters: the passenger's own changes are not all in the database yet, or not all published.
            decider.lookUp(input);
            return true;
        }
        replayedWrites.settled(input.passengerId());
        ConflictResolver.Refreshed refreshed = conflicts.refresh(input, row == null ? null : row.stored());
        if (refreshed.passenger() == null) {
            replies.reject(input, UNKNOWN, null);
        } else {
            replies.accept(input, refreshed.passenger());
        }
        return refreshed.stands();
    }

    private static boolean isLookUpOf(String passengerId, PendingWrite entry) {
        return entry.decision() instanceof InputDecision.LookUp
                && entry.passengerId().equals(passengerId)
                && !(entry.input() instanceof Input.Command command && command.isRefresh());
    }
}
