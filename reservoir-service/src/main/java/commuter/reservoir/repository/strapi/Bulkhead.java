package commuter.reservoir.repository.strapi;

import commuter.reservoir.repository.RepositoryException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Limits the number of reads at a time. Strapi answers all calls on one thread, so a write waits for at most this
 * number of reads. A limited number of further reads wait for a place; the rest is refused at once. Thread-safe.
 */
final class Bulkhead {
    private final Semaphore places;
    private final int mostWaiting;
    private final Duration patience;

    /**
     * Makes a bulkhead without reads.
     *
     * @param atOnce number of reads in Strapi at a time
     * @param mostWaiting approximate number of reads that may wait
     * @param patience how long a read may wait
     */
    Bulkhead(int atOnce, int mostWaiting, Duration patience) {
        this.places = new Semaphore(atOnce, true);
        this.mostWaiting = mostWaiting;
        this.patience = patience;
    }

    /** @throws RepositoryException.Busy when there is no place in time; then nothing was read */
    <T> T read(Supplier<T> read) {
        if (!hasPlace()) {
            throw new RepositoryException.Busy("Too many passengers are being looked for at once; try again later");
        }
        try {
            return read.get();
        } finally {
            places.release();
        }
    }

    private boolean hasPlace() {
        try {
            return places.tryAcquire()
                    || (places.getQueueLength() < mostWaiting
                            && places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
