package commuter.reservoir.write;

import commuter.reservoir.repository.RepositoryException.Misconfigured;
import commuter.reservoir.repository.RepositoryException.Unavailable;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next attempt: a random time up to a bound that doubles from failure to failure, so that
 * those who failed together do not come back together.
 *
 * @param first the bound after one failure
 * @param longest the bound that all others stay below; short, since only one caller at a time tries
 * @param untilMended between two attempts of what is misconfigured
 */
public record Backoff(Duration first, Duration longest, Duration untilMended) {
    public static final Backoff DEFAULT =
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofSeconds(10));

    public Backoff(Duration first, Duration longest) {
        this(first, longest, longest);
    }

    /** What is misconfigured waits for a person, and is tried rarely; who asks for a time gets at least that. */
    Duration after(RuntimeException failure, int failures) {
        if (failure instanceof Misconfigured) {
            return untilMended;
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
