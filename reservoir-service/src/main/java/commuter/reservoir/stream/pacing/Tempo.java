package commuter.reservoir.stream.pacing;

import java.time.Duration;
import java.time.Instant;

/**
 * When a task sends a batch, and whether it is behind. At rest at once, for the sake of delay; when it is behind seldom, because
 * each batch costs the database a fixed share. It is behind when records
 * have waited before they were read: unlike their number, that shows on a slow machine too. Belongs to the stream thread.
 */
public final class Tempo {
    private final Duration behindFrom;
    private final Duration linger;
    private boolean lateSinceTick;
    private boolean behind;
    private Instant lastSent = Instant.EPOCH;

    /**
     * Makes the tempo of a new task, which is at rest.
     *
     * @param behindFrom age of a record from which on it is late
     * @param linger longest time between two batches of a task that is behind
     */
    public Tempo(Duration behindFrom, Duration linger) {
        this.behindFrom = behindFrom;
        this.linger = linger;
    }

    public void received(Instant written, Instant now) {
        lateSinceTick |= written.plus(behindFrom).isBefore(now);
    }

    public void tick() {
        behind = lateSinceTick;
        lateSinceTick = false;
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
