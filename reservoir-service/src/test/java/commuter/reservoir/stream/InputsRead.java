package commuter.reservoir.stream;

import commuter.reservoir.stream.expiry.InputProgress;
import java.time.Duration;
import java.time.Instant;

/**
 * How far the inputs have been decided, controlled by the test: up to the present, unless the test says that some are
 * undecided.
 */
public final class InputsRead implements InputProgress {
    private Instant now;
    private Instant heldAt = Instant.MAX;
    private boolean marksHeld;

    public InputsRead(Instant start) {
        now = start;
    }

    void advance(Duration time) {
        now = now.plus(time);
    }

    /** From now on there are undecided commands in the log. */
    void hold() {
        heldAt = now;
    }

    /** From now on there are undecided inputs in the log, but no commands. So passengers may expire. */
    void holdMarks() {
        marksHeld = true;
    }

    void release() {
        heldAt = Instant.MAX;
        marksHeld = false;
    }

    @Override
    public Instant commandsDecidedBefore() {
        return heldAt.isBefore(now) ? heldAt : now;
    }

    @Override
    public long mark() {
        return 1;
    }

    @Override
    public boolean isPassed(long mark) {
        return !marksHeld;
    }
}
