package commuter.spawner.publishing;

import java.time.Duration;

/** Counts what was announced and what became of it. Thread-safe. */
public final class Ledger {
    private long outstanding;
    private long acknowledged;
    private long quietSince = System.nanoTime();

    synchronized void announce(int count) {
        if (outstanding == 0) {
            quietSince = System.nanoTime();
        }
        outstanding += count;
    }

    /** Kafka has the records, on all replicas that must have them. */
    synchronized void acknowledge(int count) {
        acknowledged += count;
        settle(count);
    }

    /** Kafka will never have the records. */
    synchronized void withdraw(int count) {
        settle(count);
    }

    private void settle(int count) {
        outstanding -= count;
        quietSince = System.nanoTime();
        notifyAll();
    }

    synchronized long acknowledged() {
        return acknowledged;
    }

    synchronized long outstanding() {
        return outstanding;
    }

    /** For how long something has been outstanding without any acknowledgement; zero when nothing is. */
    synchronized Duration silence() {
        return outstanding == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - quietSince);
    }

    /** Waits until nothing is outstanding; false when that takes longer than the limit. */
    synchronized boolean awaitSettled(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (outstanding > 0) {
            long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }
}
