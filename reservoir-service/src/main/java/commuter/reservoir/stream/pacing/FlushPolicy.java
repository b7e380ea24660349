package commuter.reservoir.stream.pacing;

import java.time.Duration;
import java.time.Instant;

/**
 * Decides when a task sends a batch, and whether the task is behind. A task that is not behind sends at once, for low
 * latency. A task that is behind sends rarely, because each batch has a fixed cost in the database. A task is behind
 * when its records were old when it read them. Their number would not show this on a slow machine. Belongs to the
 * stream thread.
 */
public final class FlushPolicy {
    private final Duration behindFrom;
    private final Duration linger;
    private boolean lateInRound;
    private boolean behind;
    private Instant lastSent = Instant.EPOCH;

    /**
     * Makes the policy of a new task, which is not behind.
     *
     * @param behindFrom a record of this age, or older, is late
     * @param linger longest time between two batches of a task that is behind
     */
    public FlushPolicy(Duration behindFrom, Duration linger) {
        this.behindFrom = behindFrom;
        this.linger = linger;
    }

    public void received(Instant written, Instant now) {
        lateInRound |= written.plus(behindFrom).isBefore(now);
    }

    /** The task has received its records of this round. */
    public void roundEnded() {
        behind = lateInRound;
        lateInRound = false;
    }

    /** Whether a batch that is not full should go now. */
    public boolean isTimeToSend(Instant now) {
        boolean clockWasSetBack = now.isBefore(lastSent);
        return !behind || clockWasSetBack || !now.isBefore(lastSent.plus(linger));
    }

    public void sent(Instant now) {
        lastSent = now;
    }

    /** Whether records have waited long before this task read them. */
    public boolean isBehind() {
        return behind;
    }
}
