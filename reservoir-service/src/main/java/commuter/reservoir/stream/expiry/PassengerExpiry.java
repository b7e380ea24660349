package commuter.reservoir.stream.expiry;

import commuter.reservoir.stream.decide.Decider;
import commuter.reservoir.stream.intake.FailedInputException;
import commuter.reservoir.stream.intake.FailedRecords;
import commuter.reservoir.stream.model.Input;
import commuter.reservoir.stream.pacing.TaskPacing;
import commuter.reservoir.stream.state.PassengerStore;
import java.time.Instant;
import java.util.List;

/** Has those expire who have waited too long. Belongs to the stream thread. */
public final class PassengerExpiry {
    private final PassengerStore passengers;
    private final Decider decider;
    private final InputProgress progress;
    private final FailedRecords failed;
    private final TaskPacing pacing;

    /**
     * @param progress says up to when all commands have been decided: nobody expires whom one of them may still board
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
     * Has those expire whose time is over.
     *
     * @param streamTime the latest time of writing among the records that the task has read
     */
    public void check(Instant now, Instant streamTime) {
        if (!passengers.isAnyDue(streamTime.isAfter(now) ? streamTime : now)) {
            return;
        }
        List<Input.Expiry> overdue = passengers.takeOverdue(progress.commandsDecidedBefore());
        if (!overdue.isEmpty()) {
            overdue.forEach(this::expire);
            // Expiries are in no topic, so they are to be committed before they are written.
            pacing.requestCommitBeforeWrites();
        }
    }

    /**
     * If the stream fails over an expiry, the passenger goes on waiting: there is no record to make a dead letter of.
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
