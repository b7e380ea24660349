package commuter.spawner.publishing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Counts published passengers and their acknowledgements. Thread-safe; publishing and acknowledging take no lock. */
public final class PublishingStats {
    private final AtomicLong outstanding = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile long quietSince = System.nanoTime();

    void addPublished(int count) {
        if (outstanding.get() == 0) {
            quietSince = System.nanoTime();
        }
        outstanding.addAndGet(count);
    }

    /** Kafka has the records, on all required replicas. */
    void acknowledge(int count) {
        acknowledged.addAndGet(count);
        settle(count);
    }

    /** Kafka has refused the records permanently. */
    void refuse(int count) {
        refused.addAndGet(count);
        settle(count);
    }

    /** They were not published after all. */
    void withdraw(int count) {
        settle(count);
    }

    private void settle(int count) {
        quietSince = System.nanoTime();
        if (outstanding.addAndGet(-count) == 0) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    long acknowledged() {
        return acknowledged.get();
    }

    long refused() {
        return refused.get();
    }

    long outstanding() {
        return outstanding.get();
    }

    /**
     * For how long there have been outstanding records without any acknowledgement; zero when nothing is outstanding.
     */
    Duration silence() {
        return outstanding() == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - quietSince);
    }

    /** Waits until nothing is outstanding; false when that takes longer than the limit. */
    synchronized boolean awaitSettled(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (outstanding() > 0) {
            long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }
}
