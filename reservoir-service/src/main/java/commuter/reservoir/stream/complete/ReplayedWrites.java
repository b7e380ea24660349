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
 * Recognises in a row what the reservoir itself wrote before a crash. The row is then ahead of the stores, which are
 * those of Kafka's last commit, and no event has told of it. The inputs that led to it are in the log and are decided
 * again: each as the row shows that it was decided, whatever the clock says now, or what came first this time. What
 * else is asked of the passenger waits until then. Belongs to the stream thread.
 */
final class ReplayedWrites {
    private final PassengerStore passengers;
    private final Decider decider;
    private final ConflictResolver conflicts;
    private final InputProgress progress;
    /** By passenger, up to where the log has to be read before an input is given up. */
    private final Map<String, Long> awaited = new HashMap<>();

    ReplayedWrites(PassengerStore passengers, Decider decider, ConflictResolver conflicts, InputProgress progress) {
        this.passengers = passengers;
        this.decider = decider;
        this.conflicts = conflicts;
        this.progress = progress;
    }

    /** Whether the row has gone on from what is known here by steps of the reservoir's own. */
    boolean isIn(@Nullable StoredRow row, @Nullable StoredPassenger known) {
        return row != null && known != null && !steps(row, known).isEmpty();
    }

    /** Like {@link #isIn}, and an input that led there may still be read. */
    boolean isAwaited(@Nullable StoredRow row, @Nullable StoredPassenger known) {
        return row != null && isIn(row, known) && mayStillBeRead(row);
    }

    /**
     * Whether a passenger who is not known here may be so only for the moment: the row is the reservoir's own, and its
     * request has yet to be read again.
     */
    boolean isAwaited(StoredRow row, Input.Command input) {
        boolean untold = row.comesFrom(input.eventId())
                || (row.passenger().status().isLive()
                        && row.passenger().reservoir().equals(input.command().reservoir()));
        return untold && EventId.isDerived(row.stored().eventId()) && mayStillBeRead(row);
    }

    /**
     * Decides again the inputs that led to a row, in the row's order, and then the others. If one of them has yet to be
     * read, all that come behind it wait in the queue.
     *
     * @param inputs of the passenger, in their order
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

    /** Nothing is awaited of this passenger any more. */
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
