package commuter.reservoir.dispatch;

import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * Repeats what fails, with exponential back-off and jitter, until it succeeds or the thread is interrupted, and keeps
 * {@link Outages} informed. Blocking; thread-safe.
 */
public final class Persistence {
    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

    private final Outages outages;
    private final RetryTemplate retries = new RetryTemplate(RetryPolicy.builder()
            .maxRetries(Long.MAX_VALUE)
            .delay(FIRST_DELAY)
            .jitter(FIRST_DELAY)
            .multiplier(2)
            .maxDelay(LONGEST_DELAY)
            .build());

    public Persistence(Outages outages) {
        this.outages = outages;
    }

    <T> T insist(Part part, Supplier<T> call) {
        try {
            return retries.execute(() -> attempt(part, call));
        } catch (RetryException e) {
            throw new IllegalStateException("Gave up on " + part.title() + ", because this service stops", e);
        }
    }

    private <T> T attempt(Part part, Supplier<T> call) {
        try {
            T result = call.get();
            outages.ended(part);
            return result;
        } catch (RuntimeException e) {
            outages.began(part, e);
            throw e;
        }
    }
}
