package commuter.reservoir.cache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Keeps readers away from Redis for a while after a call has failed, so that not every reader has to wait for a
 * time-out. After that time, one reader tries again while the others still go without Redis. Thread-safe.
 */
final class CircuitBreaker {
    private static final long CLOSED = Long.MIN_VALUE;

    private final long pauseNanos;
    private final LongSupplier nanoTime;
    private final AtomicLong nextTry = new AtomicLong(CLOSED);

    CircuitBreaker(Duration pause, LongSupplier nanoTime) {
        this.pauseNanos = pause.toNanos();
        this.nanoTime = nanoTime;
    }

    boolean allows() {
        long next = nextTry.get();
        if (next == CLOSED) {
            return true;
        }
        long now = nanoTime.getAsLong();
        return now - next >= 0 && nextTry.compareAndSet(next, now + pauseNanos);
    }

    void succeeded() {
        if (nextTry.get() != CLOSED) {
            nextTry.set(CLOSED);
        }
    }

    void failed() {
        nextTry.set(nanoTime.getAsLong() + pauseNanos);
    }
}
