package commuter.reservoir.topology;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Spaces the commits that the tasks of an instance ask for. A commit is one for all tasks of a thread and holds all of them
 * up, so that twelve tasks that each ask for their own would do little else. Thread-safe.
 */
public final class CommitPace {
    private final long shortestNanos;
    private final AtomicLong last = new AtomicLong(Long.MIN_VALUE);

    public CommitPace(Duration shortest) {
        this.shortestNanos = shortest.toNanos();
    }

    /** Whether the caller may ask now; if so, nobody else may for a while. */
    boolean take(long nowNanos) {
        long before = last.get();
        boolean free = before == Long.MIN_VALUE || nowNanos - before >= shortestNanos;
        return free && last.compareAndSet(before, nowNanos);
    }
}
