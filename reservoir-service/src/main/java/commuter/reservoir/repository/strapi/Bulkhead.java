package commuter.reservoir.repository.strapi;

import commuter.reservoir.repository.RepositoryException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets some reads at a time through to Strapi, which answers everybody on one thread: however many are asked for, a
 * write waits behind these at most. Some more wait for their turn, and the rest is refused at once. Thread-safe.
 */
final class Bulkhead {
    private final Semaphore places;
    private final int mostWaiting;
    private final Duration patience;

    /**
     * Makes a bulkhead that nobody has passed yet.
     *
     * @param atOnce reads that Strapi has at a time
     * @param mostWaiting about how many more may wait
     * @param patience for how long
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
