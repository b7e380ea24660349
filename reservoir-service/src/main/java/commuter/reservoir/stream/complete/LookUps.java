package commuter.reservoir.stream.complete;

import commuter.reservoir.passenger.Rejection;
import commuter.reservoir.passenger.StoredPassenger;
import commuter.reservoir.repository.LookedUp;
import commuter.reservoir.repository.StoredRow;
import commuter.reservoir.stream.decide.Decider;
import commuter.reservoir.stream.model.Change;
import commuter.reservoir.stream.model.Input;
import commuter.reservoir.stream.model.Verdict;
import commuter.reservoir.stream.pending.Outbox;
import commuter.reservoir.stream.pending.OutboxEntry;
import commuter.reservoir.stream.publish.Replies;
import commuter.reservoir.stream.state.Passengers;
import commuter.schemas.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what had to wait until its passenger was looked up in the database. Belongs to the stream thread. */
final class LookUps {
    private static final Rejection UNKNOWN =
            new Rejection(RejectionReason.UNKNOWN_PASSENGER, "neither the reservoir nor Strapi knows the passenger");

    private final Passengers passengers;
    private final Outbox outbox;
    private final Decider decider;
    private final Adoption adoption;
    private final OwnWork ownWork;
    private final Replies replies;
    private final Refusals refusals;

    /** Refuses what can never be carried out. */
    interface Refusals {
        void refuse(Input input, @Nullable StoredPassenger passenger, String reason);
    }

    LookUps(
            Passengers passengers,
            Outbox outbox,
            Decider decider,
            Adoption adoption,
            OwnWork ownWork,
            Replies replies,
            Refusals refusals) {
        this.passengers = passengers;
        this.outbox = outbox;
        this.decider = decider;
        this.adoption = adoption;
        this.ownWork = ownWork;
        this.replies = replies;
        this.refusals = refusals;
    }

    /** Returns whether what was decided later about this passenger still stands. */
    boolean settle(Input input, LookedUp lookedUp) {
        String damage = lookedUp.unreadable().get(input.passengerId());
        if (damage != null) {
            // Neither to be adopted nor taken for deleted: the passenger stays as he was until somebody mends the row.
            refusals.refuse(input, null, damage);
            return true;
        }
        StoredRow row = lookedUp.found().get(input.passengerId());
        if (input instanceof Input.Command command && command.isRefresh()) {
            return settleRefresh(command, row);
        }
        settleAll(input, row);
        return true;
    }

    /** Decides an input, and in their order all others that wait to learn about the same passenger. */
    private void settleAll(Input first, @Nullable StoredRow row) {
        List<Input> inputs = new ArrayList<>(List.of(first));
        for (OutboxEntry next : outbox.matching(entry -> isLookUpOf(first.passengerId(), entry))) {
            outbox.remove(next);
            inputs.add(next.input());
        }
        StoredPassenger known = passengers.find(first.passengerId());
        if (row != null && ownWork.isIn(row, known)) {
            ownWork.decideAgain(row, inputs, input -> decide(input, row));
        } else if (row != null && known == null && inputs.stream().anyMatch(input -> isAwaited(row, input))) {
            inputs.forEach(decider::lookUp);
        } else {
            ownWork.settled(first.passengerId());
            if (row != null && known == null) {
                adoption.takeIn(row.stored(), ((Input.Command) first).command().reservoir());
            }
            inputs.forEach(input -> decide(input, row));
        }
    }

    private boolean isAwaited(StoredRow row, Input input) {
        return input instanceof Input.Command command && ownWork.isAwaited(row, command);
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
        Change pending = outbox.firstChangeOf(input.passengerId());
        boolean notYetThere = pending != null && pending.from() == null;
        if (notYetThere || ownWork.isAwaited(row, passengers.find(input.passengerId()))) {
            // First things first: the passenger's own steps are not all in the database, or not all told.
            decider.lookUp(input);
            return true;
        }
        ownWork.settled(input.passengerId());
        Adoption.Refreshed refreshed = adoption.refresh(input, row == null ? null : row.stored());
        if (refreshed.passenger() == null) {
            replies.reject(input, UNKNOWN, null);
        } else {
            replies.accept(input, refreshed.passenger());
        }
        return refreshed.stands();
    }

    private static boolean isLookUpOf(String passengerId, OutboxEntry entry) {
        return entry.verdict() instanceof Verdict.LookUp
                && entry.passengerId().equals(passengerId)
                && !(entry.input() instanceof Input.Command command && command.isRefresh());
    }
}
