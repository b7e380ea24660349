package commuter.reservoir.topology;

import commuter.reservoir.dispatch.Answer;
import commuter.reservoir.dispatch.Dispatcher.Landed;
import commuter.reservoir.outbox.Change;
import commuter.reservoir.outbox.Input;
import commuter.reservoir.outbox.Origin;
import commuter.reservoir.outbox.Outbox;
import commuter.reservoir.outbox.OutboxEntry;
import commuter.reservoir.outbox.Verdict;
import commuter.reservoir.passenger.Rejection;
import commuter.reservoir.passenger.RowOutcome;
import commuter.reservoir.passenger.StoredPassenger;
import commuter.schemas.CommandResult;
import commuter.schemas.EventType;
import commuter.schemas.Outcome;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerCommand;
import commuter.schemas.PassengerEvent;
import commuter.schemas.PassengerStatus;
import commuter.schemas.RejectionReason;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happens when a batch has landed: its entries leave the outbox and, in their order, become events and results.
 * Where the database disagreed, its row is adopted and everything undecided about that passenger is decided again.
 * Belongs to the stream thread.
 */
final class Landing {
    private final Passengers passengers;
    private final Results results;
    private final Outbox outbox;
    private final Ledger ledger;
    private final Decider decider;
    private final Announcer announcer;

    Landing(
            Passengers passengers,
            Results results,
            Outbox outbox,
            Ledger ledger,
            Decider decider,
            Announcer announcer) {
        this.passengers = passengers;
        this.results = results;
        this.outbox = outbox;
        this.ledger = ledger;
        this.decider = decider;
        this.announcer = announcer;
    }

    void land(Landed landed) {
        Set<String> upset = new HashSet<>();
        outbox.settle(landed.batch());
        for (OutboxEntry entry : landed.batch().entries()) {
            if (!outbox.remove(entry)) {
                continue; // settled already, together with an earlier one of its passenger
            }
            if (upset.contains(entry.passengerId())) {
                decider.decide(entry.input());
            } else if (!settle(entry, landed.answer())) {
                upset.add(entry.passengerId());
            }
        }
        if (!upset.isEmpty()) {
            decideAgain(upset);
        }
        ledger.save(announcer.now());
    }

    /** Decides again, in order, what was queued behind entries that did not land as decided. */
    private void decideAgain(Set<String> upset) {
        for (OutboxEntry entry : outbox.matching(entry -> upset.contains(entry.passengerId()))) {
            outbox.remove(entry);
            decider.decide(entry.input());
        }
    }

    /** Returns whether what was decided later about this passenger still stands. */
    private boolean settle(OutboxEntry entry, Answer answer) {
        Verdict verdict = entry.verdict();
        if (verdict instanceof Verdict.Write write) {
            return settle(entry, write.change(), answer.outcomes());
        }
        Input.Command input = (Input.Command) entry.input();
        if (verdict instanceof Verdict.LookUp) {
            settleLookUps(input, answer.found().get(entry.passengerId()));
        } else if (verdict instanceof Verdict.Refuse refuse) {
            reject(input, refuse.rejection(), refuse.passenger());
        } else if (verdict instanceof Verdict.Confirm confirm) {
            accept(input, confirm.passenger());
        } else if (verdict instanceof Verdict.Repeat) {
            repeat(input);
        }
        return true;
    }

    private boolean settle(OutboxEntry entry, Change change, Map<String, RowOutcome> outcomes) {
        RowOutcome outcome = outcomes.get(entry.passengerId());
        if (outcome instanceof RowOutcome.Conflict conflict) {
            adopt(change, conflict.current());
            decider.decide(entry.input());
            return false;
        }
        if (outcome instanceof RowOutcome.Invalid invalid) {
            refuse(entry.input(), change, invalid.reason());
            return false;
        }
        announce(change, entry.input().commandId(), entry.input().origin());
        if (entry.input() instanceof Input.Command command) {
            accept(command, change.passenger());
        }
        passengers.release(change.passenger());
        return true;
    }

    /** Strapi is the source of truth: its row replaces what was decided, and the world is told. */
    private void adopt(Change refused, @Nullable StoredPassenger current) {
        Passenger decided = refused.passenger();
        PassengerStatus from = refused.from();
        passengers.remove(decided.passengerId());
        if (from == null) {
            if (current != null) {
                takeIn(current);
            }
        } else if (current == null) {
            ledger.forget(decided.reservoir(), from);
        } else {
            Passenger passenger = current.passenger();
            announce(
                    new Change(current.eventId(), EventType.STATE_CHANGED, passenger, from, announcer.now()),
                    null,
                    null);
            if (passenger.status().isLive()) {
                passengers.put(current);
            }
        }
    }

    private void refuse(Input input, Change change, String reason) {
        passengers.remove(input.passengerId());
        Origin origin = input.origin();
        if (origin != null) {
            announcer.deadLetter(origin, reason);
        }
        if (input instanceof Input.Command command) {
            reject(command, new Rejection(RejectionReason.INVALID, reason), change.passenger());
        }
    }

    /** Decides a command, and in their order all others that wait to learn about the same passenger. */
    private void settleLookUps(Input.Command first, @Nullable StoredPassenger found) {
        if (found != null && passengers.find(first.passengerId()) == null) {
            takeIn(found);
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
            reject(input, new Rejection(RejectionReason.UNKNOWN_PASSENGER, "no such passenger"), null);
        } else {
            decider.decideOn(known, input);
        }
    }

    private static boolean isLookUpOf(String passengerId, OutboxEntry entry) {
        return entry.verdict() instanceof Verdict.LookUp && entry.passengerId().equals(passengerId);
    }

    /** Takes in a passenger that no event tells of: from a database that is older than the log. */
    private void takeIn(StoredPassenger found) {
        Passenger passenger = found.passenger();
        if (passenger.status().isLive()) {
            passengers.put(found);
            ledger.adopt(passenger.reservoir(), passenger.status());
        }
    }

    private void repeat(Input.Command input) {
        CommandResult earlier = results.find(input.command().commandId(), announcer.now());
        if (earlier == null) {
            // The first one was decided again and is queued behind: wait behind it.
            outbox.append(input, new Verdict.Repeat());
        } else {
            announcer.result(earlier, input.origin());
        }
    }

    private void announce(Change change, @Nullable String commandId, @Nullable Origin origin) {
        long sequence = ledger.enter(change);
        Passenger passenger = change.passenger();
        announcer.event(
                new PassengerEvent(
                        change.eventId(),
                        change.type(),
                        passenger.reservoir(),
                        sequence,
                        passenger,
                        change.occurredAt(),
                        commandId),
                origin);
    }

    private void accept(Input.Command input, Passenger passenger) {
        answer(input, Outcome.ACCEPTED, null, passenger);
    }

    private void reject(Input.Command input, Rejection rejection, @Nullable Passenger passenger) {
        answer(input, Outcome.REJECTED, rejection, passenger);
    }

    private void answer(
            Input.Command input, Outcome outcome, @Nullable Rejection rejection, @Nullable Passenger passenger) {
        PassengerCommand command = input.command();
        CommandResult result = new CommandResult(
                command.commandId(),
                command.type(),
                outcome,
                rejection == null ? null : rejection.reason(),
                rejection == null ? null : rejection.message(),
                command.passengerId(),
                command.reservoir(),
                passenger,
                announcer.now());
        results.put(result);
        announcer.result(result, input.origin());
    }
}
