package commuter.reservoir.stream.expiry;

import commuter.reservoir.stream.decide.Decider;
import commuter.reservoir.stream.intake.FailedInputException;
import commuter.reservoir.stream.intake.FailedRecords;
import commuter.reservoir.stream.model.Input;
import commuter.reservoir.stream.pacing.TaskPacing;
import commuter.reservoir.stream.state.PassengerStore;
import java.time.Instant;
import java.util.List;

/** Lets passengers expire who have waited too long. Belongs to the stream thread. */
public final class PassengerExpiry {
    private final PassengerStore passengers;
    private final Decider decider;
    private final InputProgress progress;
    private final FailedRecords failed;
    private final TaskPacing pacing;

    /**
     * @param progress gives the time up to which all commands have been decided: no passenger expires whom an undecided
     *     command may still board
     */
    public PassengerExpiry(
            PassengerStore passengers,
            Decider decider,
            InputProgress progress,
            FailedRecords failed,
            TaskPacing pacing) {
        this.passengers = passengers;
        this.decider = decider;
        this.progress = progress;
        this.failed = failed;
        this.pacing = pacing;
    }

    /**
     * Lets passengers expire whose waiting time is over.
     *
     * @param streamTime the latest timestamp of the records that the task has read, by the broker's clock
     */
    public void check(Instant now, Instant streamTime) {
        if (!passengers.isAnyDue(streamTime.isAfter(now) ? streamTime : now)) {
            return;
        }
        List<Input.Expiry> overdue = passengers.takeOverdue(progress.commandsDecidedBefore());
        if (!overdue.isEmpty()) {
            overdue.forEach(this::expire);
            // Expiries are not in a topic, so they must be committed before they are written.
            pacing.requestCommitBeforeWrites();
        }
    }

    /**
     * If the stream fails over an expiry, the passenger goes on waiting. There is no record of which a dead letter
     * could be made.
     */
    private void expire(Input.Expiry expiry) {
        String place = expiry.place();
        try {
            if (failed.passOver(place).isEmpty()) {
                decider.decide(expiry);
            }
            failed.passed(place);
        } catch (RuntimeException | StackOverflowError e) {
            throw FailedInputException.of(place, e);
        }
    }
}
