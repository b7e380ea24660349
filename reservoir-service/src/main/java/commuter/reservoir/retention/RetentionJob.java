package commuter.reservoir.retention;

import commuter.reservoir.repository.PassengerRepository;
import commuter.reservoir.repository.RepositoryException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the passengers who finished longer ago than the retention, a bounded number at a time. Several instances may
 * do so at once: each row goes once. What fails is left for the next time. For one thread; the count is for all.
 */
final class RetentionJob implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(RetentionJob.class);

    private final PassengerRepository passengers;
    private final RetentionSettings settings;
    private final Clock clock;
    private final LongAdder deleted = new LongAdder();
    private boolean failing;

    RetentionJob(PassengerRepository passengers, RetentionSettings settings, Clock clock) {
        this.passengers = passengers;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void run() {
        try {
            deleteAllThatIsDue();
            failing = false;
        } catch (RepositoryException e) {
            told(e);
        } catch (RuntimeException e) {
            // Thrown on, it would end the schedule without a word.
            log.error("Finished passengers could not be deleted; trying again in {}", settings.interval(), e);
        }
    }

    /** Passengers deleted since this service started. */
    long deleted() {
        return deleted.sum();
    }

    private void deleteAllThatIsDue() {
        Instant before = clock.instant().minus(settings.finished());
        int count;
        do {
            count = passengers.deleteFinished(before, settings.batch());
            deleted.add(count);
        } while (count == settings.batch() && !Thread.currentThread().isInterrupted());
    }

    /** Once an outage, and not when it is this service that stops. */
    private void told(RepositoryException why) {
        if (!failing && !Thread.currentThread().isInterrupted()) {
            log.warn(
                    "Finished passengers stay in Strapi for now, and are deleted when it can be done: {}",
                    why.getMessage());
            failing = true;
        }
    }
}
