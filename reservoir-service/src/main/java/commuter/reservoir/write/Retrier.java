package commuter.reservoir.write;

import commuter.reservoir.health.Dependency;
import commuter.reservoir.health.DependencyOutages;
import commuter.reservoir.repository.RepositoryException;
import commuter.reservoir.write.CacheInvalidation.NotAcknowledged;
import commuter.reservoir.write.RetryGate.Pass;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Repeats a call until it succeeds or the thread is interrupted, and reports to {@link DependencyOutages}. While a
 * dependency is down, only one caller at a time tries it. Blocking; thread-safe.
 */
public final class Retrier {
    private final DependencyOutages outages;
    private final Backoff backoff;
    private final Map<Dependency, RetryGate> gates = new EnumMap<>(Dependency.class);

    public Retrier(DependencyOutages outages) {
        this(outages, Backoff.DEFAULT);
    }

    public Retrier(DependencyOutages outages, Backoff backoff) {
        this.outages = outages;
        this.backoff = backoff;
        for (Dependency dependency : Dependency.values()) {
            gates.put(dependency, new RetryGate(backoff));
        }
    }

    /** Throws exceptions that are not failures of the other side. */
    <T> T retry(Dependency dependency, Supplier<T> call) {
        RetryGate gate = Objects.requireNonNull(gates.get(dependency));
        try {
            Optional<T> result = attempt(dependency, gate, gate.await(), call);
            for (int failures = 1; result.isEmpty(); failures++) {
                result = attempt(dependency, gate, awaitAnother(gate, failures), call);
            }
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopping(dependency, e);
        }
    }

    /**
     * A call that goes on failing while others succeed must not be repeated without a pause: it waits because of its
     * own failures as well.
     */
    private Pass awaitAnother(RetryGate gate, int failures) throws InterruptedException {
        Pass pass = gate.await();
        if (pass == Pass.FREE && failures > 1) {
            Thread.sleep(backoff.after(failures).toMillis());
        }
        return pass;
    }

    private <T> Optional<T> attempt(Dependency dependency, RetryGate gate, Pass pass, Supplier<T> call) {
        try {
            T result = call.get();
            gate.succeeded();
            outages.ended(dependency);
            return Optional.of(result);
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                gate.leave(pass);
                throw stopping(dependency, e);
            }
            if (!isOfTheOtherSide(e)) {
                gate.leave(pass);
                throw e;
            }
            outages.failed(dependency, e);
            gate.failed(pass, e);
            return Optional.empty();
        } catch (Error e) {
            gate.leave(pass);
            throw e;
        }
    }

    /**
     * Any other exception is a fault in this service's code, when it builds the call. No repetition fixes it, and
     * neither does the other side.
     */
    private static boolean isOfTheOtherSide(RuntimeException e) {
        return e instanceof RepositoryException || e instanceof NotAcknowledged;
    }

    private static StoppingException stopping(Dependency dependency, Exception cause) {
        return new StoppingException("Gave up on " + dependency.title() + ", because this service stops", cause);
    }

    /** The thread was interrupted. The next owner of the task sends the batch again. */
    static final class StoppingException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private StoppingException(String message, Exception cause) {
            super(message, cause);
        }
    }
}
