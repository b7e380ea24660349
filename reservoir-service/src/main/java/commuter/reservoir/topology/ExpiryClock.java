package commuter.reservoir.topology;

import java.time.Duration;
import java.time.Instant;

/**
 * By which time it is told who has waited too long: as far as the task has read, and the clock once nothing comes any more.
 * By the clock alone, a task that starts, or was held up, would let passengers expire before it reads the commands that were
 * sent in time; and after a crash, other than it did before. Belongs to the stream thread.
 */
final class ExpiryClock {
    private final Duration hush;
    private Instant lastReceived;
    private Instant lastLook;

    /**
     * Makes the clock of a task.
     *
     * @param hush how long nothing must have come for the task to be taken for up to date; longer than from one look to the next
     * @param start when the task started
     */
    ExpiryClock(Duration hush, Instant start) {
        this.hush = hush;
        this.lastReceived = start;
        this.lastLook = start;
    }

    void received(Instant now) {
        lastReceived = now;
    }

    /** @param readUpTo the latest time of writing of the records that the task has read */
    Instant time(Instant now, Instant readUpTo) {
        boolean heldUp = now.isAfter(lastLook.plus(hush));
        if (heldUp) {
            // a paused task does not look, and nothing has come because it did not read: the quiet begins only now
            lastReceived = now;
        }
        lastLook = now;
        boolean upToDate = !now.isBefore(lastReceived.plus(hush));
        return upToDate || readUpTo.isAfter(now) ? now : readUpTo;
    }
}
