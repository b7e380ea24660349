package commuter.reservoir.write;

import commuter.reservoir.health.Outages;
import commuter.reservoir.health.Part;
import commuter.reservoir.repository.RepositoryException;
import commuter.reservoir.write.CacheInvalidation.NotAcknowledged;
import commuter.reservoir.write.Turns.Pass;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Repeats what the other side fails at until it succeeds or the thread is interrupted, and keeps {@link Outages} informed. While a part is
 * down, one of all the callers tries it at a time. Blocking; thread-safe.
 */
public final class Persistence {
    private final Outages outages;
    private final Backoff backoff;
    private final Map<Part, Turns> turns = new EnumMap<>(Part.class);

    public Persistence(Outages outages) {
        this(outages, Backoff.DEFAULT);
    }

    public Persistence(Outages outages, Backoff backoff) {
        this.outages = outages;
        this.backoff = backoff;
        for (Part part : Part.values()) {
            turns.put(part, new Turns(backoff));
        }
    }

    /** Throws what is no failure of the other side's. */
    <T> T insist(Part part, Supplier<T> call) {
        Turns queue = Objects.requireNonNull(turns.get(part));
        try {
            Optional<T> result = attempt(part, queue, queue.await(), call);
            for (int failures = 1; result.isEmpty(); failures++) {
                result = attempt(part, queue, awaitAnother(queue, failures), call);
            }
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopping(part, e);
        }
    }

    /** A call that goes on failing while others succeed must not run in circles: it waits for its own failures as well. */
    private Pass awaitAnother(Turns queue, int failures) throws InterruptedException {
        Pass pass = queue.await();
        if (pass == Pass.FREE && failures > 1) {
            Thread.sleep(backoff.after(failures).toMillis());
        }
        return pass;
    }

    private <T> Optional<T> attempt(Part part, Turns queue, Pass pass, Supplier<T> call) {
        try {
            T result = call.get();
            queue.succeeded();
            outages.ended(part);
            return Optional.of(result);
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                queue.leave(pass);
                throw stopping(part, e);
            }
            if (!isOfTheOtherSide(e)) {
                queue.leave(pass);
                throw e;
            }
            outages.failed(part, e);
            queue.failed(pass, e);
            return Optional.empty();
        } catch (Error e) {
            queue.leave(pass);
            throw e;
        }
    }

    /** Anything else is a fault of this service's own, in building the call: no repetition mends it, nor does the other side. */
    private static boolean isOfTheOtherSide(RuntimeException e) {
        return e instanceof RepositoryException || e instanceof NotAcknowledged;
    }

    private static StoppingException stopping(Part part, Exception cause) {
        return new StoppingException("Gave up on " + part.title() + ", because this service stops", cause);
    }

    /** The thread was interrupted: the batch is sent again by whoever starts next. */
    static final class StoppingException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private StoppingException(String message, Exception cause) {
            super(message, cause);
        }
    }
}
