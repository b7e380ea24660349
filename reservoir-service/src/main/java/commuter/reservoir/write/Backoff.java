package commuter.reservoir.write;

import commuter.reservoir.repository.RepositoryException.Misconfigured;
import commuter.reservoir.repository.RepositoryException.Unavailable;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next attempt: a random time below a limit that doubles with each failure, so that callers
 * who failed together do not retry together.
 *
 * @param first the limit after one failure
 * @param longest the largest limit; it is short, since only one caller at a time tries
 * @param whileMisconfigured time between two attempts while something is misconfigured
 */
public record Backoff(Duration first, Duration longest, Duration whileMisconfigured) {
    public static final Backoff DEFAULT =
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofSeconds(10));

    public Backoff(Duration first, Duration longest) {
        this(first, longest, longest);
    }

    /**
     * A wrong setting must be changed by a person, so it is retried rarely. If the other side asks for a time, at least
     * that time is waited.
     */
    Duration after(RuntimeException failure, int failures) {
        if (failure instanceof Misconfigured) {
            return whileMisconfigured;
        }
        Duration wait = after(failures);
        if (failure instanceof Unavailable unavailable
                && unavailable.retryAfter().compareTo(wait) > 0) {
            return unavailable.retryAfter();
        }
        return wait;
    }

    Duration after(int failures) {
        long bound = longest.toMillis();
        int doublings = failures - 1;
        if (doublings < Long.numberOfLeadingZeros(first.toMillis()) - 1) {
            bound = Math.min(bound, first.toMillis() << doublings);
        }
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound + 1));
    }
}
