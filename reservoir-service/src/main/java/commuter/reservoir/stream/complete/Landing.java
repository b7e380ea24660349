package commuter.reservoir.stream.complete;

import commuter.reservoir.passenger.Rejection;
import commuter.reservoir.passenger.StoredPassenger;
import commuter.reservoir.repository.RowOutcome;
import commuter.reservoir.repository.StoredRow;
import commuter.reservoir.stream.decide.Decider;
import commuter.reservoir.stream.expiry.InputProgress;
import commuter.reservoir.stream.intake.FailedInputException;
import commuter.reservoir.stream.intake.FailedRecords;
import commuter.reservoir.stream.model.Change;
import commuter.reservoir.stream.model.Input;
import commuter.reservoir.stream.model.Origin;
import commuter.reservoir.stream.model.Verdict;
import commuter.reservoir.stream.pending.Outbox;
import commuter.reservoir.stream.pending.OutboxEntry;
import commuter.reservoir.stream.publish.Announcer;
import commuter.reservoir.stream.publish.Replies;
import commuter.reservoir.stream.state.Ledger;
import commuter.reservoir.stream.state.Passengers;
import commuter.reservoir.stream.state.Results;
import commuter.reservoir.write.Answer;
import commuter.reservoir.write.Dispatcher.Landed;
import commuter.schemas.Passenger;
import commuter.schemas.RejectionReason;
import commuter.schemas.ReservoirId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happens when a batch has landed: its entries leave the outbox and, in their order, become events and results.
 * Where the database disagreed, its row is adopted and everything undecided about that passenger is decided again.
 * Belongs to the stream thread.
 */
public final class Landing {
    private final Passengers passengers;
    private final Outbox outbox;
    private final Ledger ledger;
    private final Decider decider;
    private final Adoption adoption;
    private final OwnWork ownWork;
    private final LookUps lookUps;
    private final Replies replies;
    private final Announcer announcer;
    private final FailedRecords failed;

    public Landing(
            Passengers passengers,
            Results results,
            Outbox outbox,
            Ledger ledger,
            Decider decider,
            Announcer announcer,
            InputProgress progress,
            FailedRecords failed) {
        this.passengers = passengers;
        this.outbox = outbox;
        this.ledger = ledger;
        this.decider = decider;
        this.adoption = new Adoption(passengers, outbox, ledger, announcer);
        this.ownWork = new OwnWork(passengers, decider, adoption, progress);
        this.replies = new Replies(results, announcer);
        this.lookUps = new LookUps(passengers, outbox, decider, adoption, ownWork, replies, this::refuse);
        this.announcer = announcer;
        this.failed = failed;
    }

    /** What has to be decided again, in its order; those whose row the reservoir wrote itself passenger by passenger. */
    private final class Again {
        private final Set<String> upset = new HashSet<>();
        private final List<Runnable> decisions = new ArrayList<>();
        private final Map<String, List<Input>> ofOwnRows = new HashMap<>();

        void add(Input input) {
            List<Input> ofOwnRow = ofOwnRows.get(input.passengerId());
            if (ofOwnRow == null) {
                decisions.add(unlessGivenUp(input, () -> decider.decide(input)));
            } else {
                ofOwnRow.add(input);
            }
        }

        void add(StoredRow ownRow, Input first) {
            List<Input> inputs = new ArrayList<>(List.of(first));
            ofOwnRows.put(first.passengerId(), inputs);
            decisions.add(blaming(first, () -> ownWork.decideAgain(ownRow, inputs, decider::decide)));
        }
    }

    /** Returns whether Strapi has told something on which decisions rest now that are not written yet. */
    public boolean land(Landed landed) {
        Again again = new Again();
        outbox.settle(landed.batch());
        for (OutboxEntry entry : landed.batch().entries()) {
            if (!outbox.remove(entry)) {
                continue; // settled already, together with an earlier one of its passenger
            }
            if (again.upset.contains(entry.passengerId())) {
                again.add(entry.input());
            } else if (!settleOrGiveUp(entry, landed.answer(), again)) {
                again.upset.add(entry.passengerId());
            }
        }
        if (!again.upset.isEmpty()) {
            recall(again);
        }
        again.decisions.forEach(Runnable::run);
        ledger.save(announcer.now());
        return !again.upset.isEmpty() || !landed.batch().lookUps().isEmpty();
    }

    /** What was queued behind entries that did not land as decided is decided again, after those. */
    private void recall(Again again) {
        for (OutboxEntry entry : outbox.matching(entry -> again.upset.contains(entry.passengerId()))) {
            outbox.remove(entry);
            again.add(entry.input());
        }
    }

    /** Nobody else must wait behind an entry that this fails over again and again. */
    private boolean settleOrGiveUp(OutboxEntry entry, Answer answer, Again again) {
        String place = entry.input().place();
        try {
            Optional<String> failure = failed.passOver(place);
            boolean stands = failure.isPresent() ? giveUp(entry, failure.get()) : settle(entry, answer, again);
            failed.passed(place);
            return stands;
        } catch (RuntimeException | StackOverflowError e) {
            throw FailedInputException.of(place, e);
        }
    }

    private Runnable unlessGivenUp(Input input, Runnable decision) {
        return blaming(
                input,
                () -> failed.passOver(input.place()).ifPresentOrElse(reason -> refuse(input, null, reason), decision));
    }

    private static Runnable blaming(Input input, Runnable decision) {
        return () -> {
            try {
                decision.run();
            } catch (RuntimeException | StackOverflowError e) {
                throw FailedInputException.of(input.place(), e);
            }
        };
    }

    private boolean giveUp(OutboxEntry entry, String reason) {
        StoredPassenger before = null;
        if (entry.verdict() instanceof Verdict.Write write) {
            before = write.change().before();
            passengers.restore(entry.passengerId(), before);
        }
        refuse(entry.input(), before, reason);
        return false;
    }

    /** Returns whether what was decided later about this passenger still stands. */
    private boolean settle(OutboxEntry entry, Answer answer, Again again) {
        Verdict verdict = entry.verdict();
        if (verdict instanceof Verdict.Write write) {
            return settle(entry, write.change(), answer.outcomes(), again);
        }
        if (verdict instanceof Verdict.LookUp) {
            return lookUps.settle(entry.input(), answer.lookedUp());
        }
        Input.Command input = (Input.Command) entry.input();
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

    private boolean settle(OutboxEntry entry, Change change, Map<String, RowOutcome> outcomes, Again again) {
        RowOutcome outcome = outcomes.get(change.eventId());
        if (outcome instanceof RowOutcome.Conflict conflict) {
            conflict(entry.input(), change, conflict.current(), again);
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

    private void conflict(Input input, Change change, @Nullable StoredRow row, Again again) {
        StoredPassenger before = change.before();
        if (row != null && before != null && before.passenger().status().isLive() && ownWork.isIn(row, before)) {
            passengers.restore(input.passengerId(), before);
            again.add(row, input);
            return;
        }
        StoredPassenger current = row == null ? null : row.stored();
        adoption.adopt(change, current);
        if (!(input instanceof Input.Spawn spawn) || !endsAsDuplicate(spawn, current)) {
            again.decisions.add(unlessGivenUp(input, () -> decider.decideAfterConflict(input, current)));
        }
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
}
