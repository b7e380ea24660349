package commuter.reservoir.stream.complete;

import commuter.reservoir.passenger.StoredPassenger;
import commuter.reservoir.repository.StoredRow;
import commuter.reservoir.stream.decide.Decider;
import commuter.reservoir.stream.expiry.InputProgress;
import commuter.reservoir.stream.model.EventId;
import commuter.reservoir.stream.model.Input;
import commuter.reservoir.stream.state.PassengerStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a row that the reservoir itself wrote before a crash. Such a row is newer than the stores, which contain
 * the state of Kafka's last commit, and its events are not published. The inputs that led to the row are in the log and
 * are decided again. Each gets the decision that the row proves, even if the clock or the order of the inputs would
 * lead to another one now. Other inputs for the passenger wait until then. Belongs to the stream thread.
 */
final class ReplayedWrites {
    private final PassengerStore passengers;
    private final Decider decider;
    private final ConflictResolver conflicts;
    private final InputProgress progress;
    /** By passenger, the offsets up to which the log must be read before a missing input is given up. */
    private final Map<String, Long> awaited = new HashMap<>();

    ReplayedWrites(PassengerStore passengers, Decider decider, ConflictResolver conflicts, InputProgress progress) {
        this.passengers = passengers;
        this.decider = decider;
        this.conflicts = conflicts;
        this.progress = progress;
    }

    /** Whether the row contains later changes than the state here, made by the reservoir itself. */
    boolean isIn(@Nullable StoredRow row, @Nullable StoredPassenger known) {
        return row != null && known != null && !steps(row, known).isEmpty();
    }

    /** Like {@link #isIn}, and an input that led to the row may still be read. */
    boolean isAwaited(@Nullable StoredRow row, @Nullable StoredPassenger known) {
        return row != null && isIn(row, known) && mayStillBeRead(row);
    }

    /**
     * Whether a passenger may be unknown here only for the moment: the row was written by the reservoir, and its
     * request has not been read again yet.
     */
    boolean isAwaited(StoredRow row, Input.Command input) {
        boolean untold = row.comesFrom(input.eventId())
                || (row.passenger().status().isLive()
                        && row.passenger().reservoir().equals(input.command().reservoir()));
        return untold && EventId.isDerived(row.stored().eventId()) && mayStillBeRead(row);
    }

    /**
     * Decides again the inputs that led to a row, in the row's order, and then the others. If one of them has not been
     * read yet, all inputs behind it wait in the queue.
     *
     * @param inputs of the passenger, in order
     * @param others decides an input that did not lead to the row
     */
    void decideAgain(StoredRow row, List<Input> inputs, Consumer<Input> others) {
        List<Input> left = new ArrayList<>(inputs);
        StoredPassenger before = known(row);
        for (String step : steps(row, before)) {
            StoredPassenger known = known(row);
            Input input = take(step, known, left);
            if (input != null) {
                decider.decideAsWritten(known, input);
            } else if (known.equals(before) && !mayStillBeRead(row)) {
                conflicts.replace(known, row.stored(), null);
                break;
            } else {
                left.forEach(decider::lookUp);
                return;
            }
        }
        settled(row.passenger().passengerId());
        left.forEach(others);
    }

    /** No more inputs of this passenger are expected. */
    void settled(String passengerId) {
        awaited.remove(passengerId);
    }

    private StoredPassenger known(StoredRow row) {
        return Objects.requireNonNull(passengers.find(row.passenger().passengerId()));
    }

    /** Those that come before an edit. */
    private static List<String> steps(StoredRow row, StoredPassenger known) {
        return row.eventsAfter(known.eventId()).stream()
                .takeWhile(EventId::isDerived)
                .toList();
    }

    private static @Nullable Input take(String step, StoredPassenger known, List<Input> inputs) {
        for (Input input : inputs) {
            if (input.eventId().equals(step)) {
                inputs.remove(input);
                return input;
            }
        }
        Input expiry = new Input.Expiry(known.passenger().passengerId(), known.eventId());
        return expiry.eventId().equals(step) ? expiry : null;
    }

    private boolean mayStillBeRead(StoredRow row) {
        long mark = awaited.computeIfAbsent(row.passenger().passengerId(), id -> progress.mark());
        return !progress.isPassed(mark);
    }
}
