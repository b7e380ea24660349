package commuter.reservoir.stream.complete;

import commuter.reservoir.passenger.Rejection;
import commuter.reservoir.passenger.StoredPassenger;
import commuter.reservoir.repository.RowOutcome;
import commuter.reservoir.repository.StoredRow;
import commuter.reservoir.stream.decide.Decider;
import commuter.reservoir.stream.expiry.InputProgress;
import commuter.reservoir.stream.intake.FailedInputException;
import commuter.reservoir.stream.intake.FailedRecords;
import commuter.reservoir.stream.metrics.DeadLetterCause;
import commuter.reservoir.stream.metrics.OutcomeCounters;
import commuter.reservoir.stream.model.Change;
import commuter.reservoir.stream.model.Input;
import commuter.reservoir.stream.model.InputDecision;
import commuter.reservoir.stream.model.Origin;
import commuter.reservoir.stream.pending.PendingWrite;
import commuter.reservoir.stream.pending.PendingWrites;
import commuter.reservoir.stream.publish.CommandReplies;
import commuter.reservoir.stream.publish.EventPublisher;
import commuter.reservoir.stream.state.PassengerStore;
import commuter.reservoir.stream.state.ReservoirStatsStore;
import commuter.reservoir.stream.state.TaskStores;
import commuter.reservoir.write.BatchDispatcher.CompletedBatch;
import commuter.reservoir.write.BatchResult;
import commuter.schemas.Passenger;
import commuter.schemas.RejectionReason;
import commuter.schemas.ReservoirId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happens when a batch has completed: its entries leave the pending writes and become events and results, in
 * order. Where the database had another row, that row is taken over, and everything undecided about that passenger is
 * decided again. Belongs to the stream thread.
 */
public final class BatchCompletion {
    private final PassengerStore passengers;
    private final PendingWrites pendingWrites;
    private final ReservoirStatsStore stats;
    private final Decider decider;
    private final ConflictResolver conflicts;
    private final ReplayedWrites replayedWrites;
    private final LookupResolver lookups;
    private final CommandReplies replies;
    private final EventPublisher publisher;
    private final ChangeEvents events;
    private final InstantSource clock;
    private final FailedRecords failed;
    private final OutcomeCounters counters;

    public BatchCompletion(
            TaskStores stores,
            Decider decider,
            EventPublisher publisher,
            InstantSource clock,
            InputProgress progress,
            FailedRecords failed,
            OutcomeCounters counters) {
        this.passengers = stores.passengers();
        this.pendingWrites = stores.pendingWrites();
        this.stats = stores.stats();
        this.decider = decider;
        this.publisher = publisher;
        this.clock = clock;
        this.failed = failed;
        this.counters = counters;
        this.events = new ChangeEvents(stats, publisher);
        this.conflicts = new ConflictResolver(passengers, pendingWrites, stats, events, clock);
        this.replayedWrites = new ReplayedWrites(passengers, decider, conflicts, progress);
        this.replies = new CommandReplies(stores.results(), publisher, clock, counters);
        this.lookups = new LookupResolver(
                passengers,
                pendingWrites,
                decider,
                conflicts,
                replayedWrites,
                replies,
                (input, passenger, reason) -> refuse(input, passenger, DeadLetterCause.REFUSED, reason));
    }

    /**
     * The entries that must be decided again, in order. For passengers whose row the reservoir wrote itself, this is
     * done passenger by passenger.
     */
    private final class Again {
        private final Set<String> redecided = new HashSet<>();
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
            decisions.add(blaming(first, () -> replayedWrites.decideAgain(ownRow, inputs, decider::decide)));
        }
    }

    /**
     * Returns whether Strapi's answer changed something on which later decisions are based and which is not written
     * yet.
     */
    public boolean complete(CompletedBatch completed) {
        Again again = new Again();
        pendingWrites.settle(completed.batch());
        for (PendingWrite entry : completed.batch().entries()) {
            if (!pendingWrites.remove(entry)) {
                continue; // completed already, together with an earlier entry of its passenger
            }
            if (again.redecided.contains(entry.passengerId())) {
                again.add(entry.input());
            } else if (!settleOrGiveUp(entry, completed.answer(), again)) {
                again.redecided.add(entry.passengerId());
            }
        }
        if (!again.redecided.isEmpty()) {
            recall(again);
        }
        again.decisions.forEach(Runnable::run);
        stats.save(clock.instant());
        return !again.redecided.isEmpty() || !completed.batch().lookUps().isEmpty();
    }

    /** Entries that were queued behind others which did not complete as decided are decided again, after those. */
    private void recall(Again again) {
        for (PendingWrite entry : pendingWrites.matching(entry -> again.redecided.contains(entry.passengerId()))) {
            pendingWrites.remove(entry);
            again.add(entry.input());
        }
    }

    /** If this code fails over one entry again and again, the entries behind it must not wait for ever. */
    private boolean settleOrGiveUp(PendingWrite entry, BatchResult batchResult, Again again) {
        String place = entry.input().place();
        try {
            Optional<String> failure = failed.passOver(place);
            boolean stands = failure.isPresent() ? giveUp(entry, failure.get()) : settle(entry, batchResult, again);
            failed.passed(place);
            return stands;
        } catch (RuntimeException | StackOverflowError e) {
            throw FailedInputException.of(place, e);
        }
    }

    private Runnable unlessGivenUp(Input input, Runnable decision) {
        return blaming(
                input,
                () -> failed.passOver(input.place())
                        .ifPresentOrElse(reason -> refuse(input, null, DeadLetterCause.FAILED, reason), decision));
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

    private boolean giveUp(PendingWrite entry, String reason) {
        StoredPassenger before = null;
        if (entry.decision() instanceof InputDecision.Write write) {
            before = write.change().before();
            passengers.restore(entry.passengerId(), before);
        }
        refuse(entry.input(), before, DeadLetterCause.FAILED, reason);
        return false;
    }

    /** Returns whether later decisions about this passenger are still valid. */
    private boolean settle(PendingWrite entry, BatchResult batchResult, Again again) {
        InputDecision decision = entry.decision();
        if (decision instanceof InputDecision.Write write) {
            return settle(entry, write.change(), batchResult.outcomes(), again);
        }
        if (decision instanceof InputDecision.LookUp) {
            return lookups.settle(entry.input(), batchResult.lookedUp());
        }
        Input.Command input = (Input.Command) entry.input();
        if (decision instanceof InputDecision.Refuse refuse) {
            replies.reject(input, refuse.rejection(), refuse.passenger());
        } else if (decision instanceof InputDecision.Confirm confirm) {
            replies.accept(input, confirm.passenger());
        } else if (decision instanceof InputDecision.Repeat && !replies.repeat(input)) {
            // The first entry was decided again and is queued behind. This one must wait behind it.
            pendingWrites.append(input, new InputDecision.Repeat());
        }
        return true;
    }

    private boolean settle(PendingWrite entry, Change change, Map<String, RowOutcome> outcomes, Again again) {
        RowOutcome outcome = outcomes.get(change.eventId());
        if (outcome instanceof RowOutcome.Conflict conflict) {
            conflict(entry.input(), change, conflict.current(), again);
            return false;
        }
        if (outcome instanceof RowOutcome.Invalid invalid) {
            passengers.restore(entry.passengerId(), change.before());
            refuse(entry.input(), change.before(), DeadLetterCause.REFUSED, invalid.reason());
            return false;
        }
        events.publish(change, entry.input());
        if (entry.input() instanceof Input.Command command) {
            replies.accept(command, change.passenger());
        }
        passengers.release(change.passenger());
        return true;
    }

    private void conflict(Input input, Change change, @Nullable StoredRow row, Again again) {
        StoredPassenger before = change.before();
        if (row != null && before != null && before.passenger().status().isLive() && replayedWrites.isIn(row, before)) {
            passengers.restore(input.passengerId(), before);
            again.add(row, input);
            return;
        }
        StoredPassenger current = row == null ? null : row.stored();
        counters.conflict();
        conflicts.adopt(change, current);
        if (!(input instanceof Input.Spawn spawn) || !endsAsDuplicate(spawn, current)) {
            again.decisions.add(unlessGivenUp(input, () -> decider.decideAfterConflict(input, current)));
        }
    }

    /**
     * A passenger is spawned once. A request for the same passenger in another reservoir is a mistake of its sender.
     */
    private boolean endsAsDuplicate(Input.Spawn spawn, @Nullable StoredPassenger current) {
        if (current != null) {
            ReservoirId owner = current.passenger().reservoir();
            if (!owner.equals(spawn.request().reservoir())) {
                publisher.deadLetter(
                        spawn.origin(),
                        DeadLetterCause.OTHER_RESERVOIR,
                        "passenger_id: " + spawn.passengerId() + " is a passenger of " + owner);
            } else {
                counters.repeated(OutcomeCounters.Repeated.SPAWN_REQUEST);
            }
        }
        return current != null;
    }

    private void refuse(Input input, @Nullable StoredPassenger passenger, DeadLetterCause cause, String reason) {
        Origin origin = input.origin();
        if (origin != null) {
            publisher.deadLetter(origin, cause, reason);
        }
        if (input instanceof Input.Command command) {
            Passenger unchanged = passenger == null ? null : passenger.passenger();
            replies.reject(command, new Rejection(RejectionReason.INVALID, reason), unchanged);
        }
    }
}
