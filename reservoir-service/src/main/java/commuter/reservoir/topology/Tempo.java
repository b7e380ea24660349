package commuter.reservoir.topology;

import java.time.Duration;
import java.time.Instant;

/**
 * When a task sends a batch and asks for a commit. At rest at once, for the sake of delay; under load seldom, because each
 * batch costs the database a fixed share and each commit holds up all tasks of the thread. Belongs to the stream thread.
 */
final class Tempo {
    private final int busyFrom;
    private final Duration linger;
    private int recordsSinceTick;
    private boolean busy;
    private Instant lastSent = Instant.EPOCH;

    /**
     * Makes the tempo of a new task, which is at rest.
     *
     * @param busyFrom records between two ticks from which on a task counts as busy
     * @param linger longest time between two batches of a busy task
     */
    Tempo(int busyFrom, Duration linger) {
        this.busyFrom = busyFrom;
        this.linger = linger;
    }

    void countRecord() {
        recordsSinceTick++;
    }

    void tick() {
        busy = recordsSinceTick >= busyFrom;
        recordsSinceTick = 0;
    }

    /** Whether a batch that is not full should go now. */
    boolean isTimeToSend(Instant now) {
        return !busy || !now.isBefore(lastSent.plus(linger));
    }

    void sent(Instant now) {
        lastSent = now;
    }

    /** Whether what has landed should be committed now, instead of with the next commit of the interval. */
    boolean isTimeToCommit() {
        return !busy;
    }
}
