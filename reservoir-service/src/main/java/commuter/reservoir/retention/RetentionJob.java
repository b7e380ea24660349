package commuter.reservoir.retention;

import commuter.reservoir.repository.PassengerRepository;
import commuter.reservoir.repository.RepositoryException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes passengers who finished longer ago than the retention, in batches of limited size. Several instances may run
 * it at once: each row is deleted once. After a failure the rest is left for the next run. For one thread; the counter
 * is thread-safe.
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
            logFailure(e);
        } catch (RuntimeException e) {
            // An exception would end the schedule without a message.
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

    /** Logged once for each outage, and not when this service stops. */
    private void logFailure(RepositoryException why) {
        if (!failing && !Thread.currentThread().isInterrupted()) {
            log.warn("Finished passengers cannot be deleted from Strapi now; this is done later: {}", why.getMessage());
            failing = true;
        }
    }
}
