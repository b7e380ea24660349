package commuter.reservoir.stream;

import commuter.reservoir.stream.expiry.InputProgress;
import java.time.Duration;
import java.time.Instant;

/** How far the inputs have been decided, as a test says: up to the present, unless something is yet to be read. */
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

    /** From now on there are commands in the log that are not decided. */
    void hold() {
        heldAt = now;
    }

    /** From now on there are inputs in the log that are not decided, though none that lets anybody go on waiting. */
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
