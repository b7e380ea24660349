package commuter.reservoir.topology;

import commuter.reservoir.dispatch.Answer;
import commuter.reservoir.dispatch.Dispatcher.Landed;
import commuter.reservoir.outbox.Change;
import commuter.reservoir.outbox.Input;
import commuter.reservoir.outbox.Origin;
import commuter.reservoir.outbox.Outbox;
import commuter.reservoir.outbox.OutboxEntry;
import commuter.reservoir.outbox.Verdict;
import commuter.reservoir.passenger.LookedUp;
import commuter.reservoir.passenger.Rejection;
import commuter.reservoir.passenger.RowOutcome;
import commuter.reservoir.passenger.StoredPassenger;
import commuter.schemas.Passenger;
import commuter.schemas.RejectionReason;
import commuter.schemas.ReservoirId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happens when a batch has landed: its entries leave the outbox and, in their order, become events and results.
 * Where the database disagreed, its row is adopted and everything undecided about that passenger is decided again.
 * Belongs to the stream thread.
 */
final class Landing {
    private static final Rejection UNKNOWN =
            new Rejection(RejectionReason.UNKNOWN_PASSENGER, "neither the reservoir nor Strapi knows the passenger");

    private final Passengers passengers;
    private final Outbox outbox;
    private final Ledger ledger;
    private final Decider decider;
    private final Adoption adoption;
    private final Replies replies;
    private final Announcer announcer;

    Landing(
            Passengers passengers,
            Results results,
            Outbox outbox,
            Ledger ledger,
            Decider decider,
            Announcer announcer) {
        this.passengers = passengers;
        this.outbox = outbox;
        this.ledger = ledger;
        this.decider = decider;
        this.adoption = new Adoption(passengers, outbox, ledger, announcer);
        this.replies = new Replies(results, announcer);
        this.announcer = announcer;
    }

    /** Returns whether Strapi has told something on which decisions rest now that are not written yet. */
    boolean land(Landed landed) {
        Set<String> upset = new HashSet<>();
        List<Runnable> again = new ArrayList<>();
        outbox.settle(landed.batch());
        for (OutboxEntry entry : landed.batch().entries()) {
            if (!outbox.remove(entry)) {
                continue; // settled already, together with an earlier one of its passenger
            }
            if (upset.contains(entry.passengerId())) {
                again.add(() -> decider.decide(entry.input()));
            } else if (!settle(entry, landed.answer(), again)) {
                upset.add(entry.passengerId());
            }
        }
        if (!upset.isEmpty()) {
            recall(upset, again);
        }
        again.forEach(Runnable::run);
        ledger.save(announcer.now());
        return !upset.isEmpty() || !landed.batch().lookUps().isEmpty();
    }

    /** What was queued behind entries that did not land as decided is decided again, after those. */
    private void recall(Set<String> upset, List<Runnable> again) {
        for (OutboxEntry entry : outbox.matching(entry -> upset.contains(entry.passengerId()))) {
            outbox.remove(entry);
            again.add(() -> decider.decide(entry.input()));
        }
    }

    /** Returns whether what was decided later about this passenger still stands. */
    private boolean settle(OutboxEntry entry, Answer answer, List<Runnable> again) {
        Verdict verdict = entry.verdict();
        if (verdict instanceof Verdict.Write write) {
            return settle(entry, write.change(), answer.outcomes(), again);
        }
        Input.Command input = (Input.Command) entry.input();
        if (verdict instanceof Verdict.LookUp) {
            return settleLookUp(input, answer.lookedUp());
        }
        if (verdict instanceof Verdict.Refuse refuse) {
            replies.reject(input, refuse.rejection(), refuse.passenger());
        } else if (verdict instanceof Verdict.Confirm confirm) {
            replies.accept(input, confirm.passenger());
        } else if (verdict instanceof Verdict.Repeat && !replies.repeat(input)) {
            // The first one was decided again and is queued behind: wait behind it.
            outbox.append(input, new Verdict.Repeat());
        }
        return true;
    }

    private boolean settle(OutboxEntry entry, Change change, Map<String, RowOutcome> outcomes, List<Runnable> again) {
        RowOutcome outcome = outcomes.get(change.eventId());
        if (outcome instanceof RowOutcome.Conflict conflict) {
            adoption.adopt(change, conflict.current());
            if (!(entry.input() instanceof Input.Spawn spawn) || !endsAsDuplicate(spawn, conflict.current())) {
                again.add(() -> decider.decideAfterConflict(entry.input(), conflict.current()));
            }
            return false;
        }
        if (outcome instanceof RowOutcome.Invalid invalid) {
            passengers.restore(entry.passengerId(), change.before());
            refuse(entry.input(), change.before(), invalid.reason());
            return false;
        }
        announcer.change(change, entry.input());
        if (entry.input() instanceof Input.Command command) {
            replies.accept(command, change.passenger());
        }
        passengers.release(change.passenger());
        return true;
    }

    /** A passenger is spawned once; whoever asks for the same one in another reservoir has made a mistake. */
    private boolean endsAsDuplicate(Input.Spawn spawn, @Nullable StoredPassenger current) {
        if (current != null) {
            ReservoirId owner = current.passenger().reservoir();
            if (!owner.equals(spawn.request().reservoir())) {
                announcer.deadLetter(
                        spawn.origin(), "passenger_id: " + spawn.passengerId() + " is a passenger of " + owner);
            }
        }
        return current != null;
    }

    private void refuse(Input input, @Nullable StoredPassenger passenger, String reason) {
        Origin origin = input.origin();
        if (origin != null) {
            announcer.deadLetter(origin, reason);
        }
        if (input instanceof Input.Command command) {
            Passenger unchanged = passenger == null ? null : passenger.passenger();
            replies.reject(command, new Rejection(RejectionReason.INVALID, reason), unchanged);
        }
    }

    /** Decides a command now that its passenger was looked up; returns whether what was decided later still stands. */
    private boolean settleLookUp(Input.Command input, LookedUp lookedUp) {
        String damage = lookedUp.unreadable().get(input.passengerId());
        if (damage != null) {
            // Neither to be adopted nor taken for deleted: the passenger stays as he was until somebody mends the row.
            refuse(input, null, damage);
            return true;
        }
        StoredPassenger found = lookedUp.found().get(input.passengerId());
        if (!input.isRefresh()) {
            settleLookUps(input, found);
            return true;
        }
        Change pending = outbox.firstChangeOf(input.passengerId());
        if (pending != null && pending.from() == null) {
            // The passenger is not even in the database yet: first things first.
            outbox.append(input, new Verdict.LookUp());
            return true;
        }
        Adoption.Refreshed refreshed = adoption.refresh(input, found);
        if (refreshed.passenger() == null) {
            replies.reject(input, UNKNOWN, null);
        } else {
            replies.accept(input, refreshed.passenger());
        }
        return refreshed.stands();
    }

    /** Decides a command, and in their order all others that wait to learn about the same passenger. */
    private void settleLookUps(Input.Command first, @Nullable StoredPassenger found) {
        if (found != null && passengers.find(first.passengerId()) == null) {
            adoption.takeIn(found, first.command().reservoir());
        }
        decideLookedUp(first, found);
        for (OutboxEntry next : outbox.matching(entry -> isLookUpOf(first.passengerId(), entry))) {
            outbox.remove(next);
            decideLookedUp((Input.Command) next.input(), found);
        }
    }

    private void decideLookedUp(Input.Command input, @Nullable StoredPassenger found) {
        StoredPassenger latest = passengers.find(input.passengerId());
        StoredPassenger known = latest == null ? found : latest;
        if (known == null) {
            replies.reject(input, UNKNOWN, null);
        } else {
            decider.decideOn(known, input);
        }
    }

    private static boolean isLookUpOf(String passengerId, OutboxEntry entry) {
        return entry.verdict() instanceof Verdict.LookUp
                && entry.passengerId().equals(passengerId)
                && entry.input() instanceof Input.Command command
                && !command.isRefresh();
    }
}
