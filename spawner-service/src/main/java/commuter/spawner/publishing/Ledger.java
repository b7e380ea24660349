package commuter.spawner.publishing;

import java.time.Duration;

/** Counts what was announced and what became of it. Thread-safe. */
final class Ledger {
    private long outstanding;
    private long acknowledged;
    private long quietSince = System.nanoTime();

    synchronized void announce() {
        if (outstanding == 0) {
            quietSince = System.nanoTime();
        }
        outstanding++;
    }

    /** Kafka has the record, on all replicas that must have it. */
    synchronized void acknowledge() {
        acknowledged++;
        settle();
    }

    /** Kafka will never have the record. */
    synchronized void withdraw() {
        settle();
    }

    private synchronized void settle() {
        outstanding--;
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
