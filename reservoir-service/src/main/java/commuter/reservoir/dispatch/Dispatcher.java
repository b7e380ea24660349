package commuter.reservoir.dispatch;

import commuter.reservoir.outbox.Batch;
import commuter.reservoir.outbox.Outbox;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps at most one batch of a task in flight. Belongs to the stream thread; only the writing happens elsewhere.
 *
 * <p>A task that is closed simply forgets its batch in flight: whoever gets the task next finds the entries in the
 * outbox and sends them again, which the versions make harmless.
 */
public final class Dispatcher {
    private final BatchWriter writer;
    private final Executor executor;
    private final int maxRows;
    private final long maxBytes;
    private @Nullable InFlight inFlight;

    /** A batch that the database has answered. */
    public record Landed(Batch batch, Answer answer) {}

    private record InFlight(Batch batch, CompletableFuture<Answer> answer) {}

    /**
     * Makes the dispatcher of one task.
     *
     * @param maxRows most entries of a batch
     * @param maxBytes about the most bytes of a batch of more than one entry
     */
    public Dispatcher(BatchWriter writer, Executor executor, int maxRows, long maxBytes) {
        this.writer = writer;
        this.executor = executor;
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
    }

    /**
     * Sends the head of the outbox.
     *
     * @return whether it did: not while a batch is in flight, nor when there is nothing to send
     */
    public boolean dispatch(Outbox outbox) {
        if (inFlight != null || outbox.size() == 0) {
            return false;
        }
        Batch batch = new Batch(outbox.head(maxRows, maxBytes));
        inFlight = new InFlight(batch, CompletableFuture.supplyAsync(() -> writer.write(batch), executor));
        return true;
    }

    /** The batch that has been answered since the last call, if any. */
    public Optional<Landed> landed() {
        return inFlight != null && inFlight.answer().isDone() ? landed(Duration.ZERO) : Optional.empty();
    }

    /** Like {@link #landed()}, but waits a while for the answer. The wait must stay short: it holds up a stream thread. */
    public Optional<Landed> landed(Duration patience) {
        if (inFlight == null) {
            return Optional.empty();
        }
        try {
            Answer answer = inFlight.answer().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            Landed landed = new Landed(inFlight.batch(), answer);
            inFlight = null;
            return Optional.of(landed);
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A batch failed in a way that repeating it cannot mend", e.getCause());
        }
    }
}
