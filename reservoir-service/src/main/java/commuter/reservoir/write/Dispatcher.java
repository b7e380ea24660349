package commuter.reservoir.write;

import commuter.reservoir.stream.pending.Batch;
import commuter.reservoir.stream.pending.Outbox;
import commuter.reservoir.stream.pending.OutboxEntry;
import commuter.reservoir.write.Persistence.StoppingException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps at most one batch of a task in flight. Belongs to the stream thread; only the writing happens elsewhere.
 *
 * <p>A task that is closed simply forgets its batch in flight: whoever gets the task next finds the entries in the
 * outbox and sends them again, which the versions make harmless.
 */
public final class Dispatcher {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    /** How often an entry must fail alone, since even a failure of our own may be an accident. */
    private static final int PATIENCE = 3;

    private final BatchWriter writer;
    private final Executor executor;
    private final int maxRows;
    private final long maxBytes;
    private @Nullable InFlight inFlight;
    private int mostNext;
    private int failuresAlone;

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
        this.mostNext = maxRows;
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
        Batch batch = new Batch(outbox.head(mostNext, maxBytes));
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
            return Optional.of(land(inFlight.batch(), answer));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            return failed(inFlight.batch(), e.getCause());
        }
    }

    private Landed land(Batch batch, Answer answer) {
        inFlight = null;
        mostNext = maxRows;
        failuresAlone = 0;
        return new Landed(batch, answer);
    }

    /**
     * This service's own code has failed over a batch. Halves of it are sent, until the entry to blame stands alone, and after
     * some failures that one is given up. What was written meanwhile is recognised, as after a crash.
     */
    private Optional<Landed> failed(Batch batch, @Nullable Throwable why) {
        if (why instanceof StoppingException || (why instanceof Error && !(why instanceof StackOverflowError))) {
            throw new IllegalStateException("A batch could not be written", why);
        }
        inFlight = null;
        List<OutboxEntry> entries = batch.entries();
        if (entries.size() > 1) {
            log.warn("A batch of {} failed in this service itself; its halves are tried: {}", entries.size(), why);
            mostNext = entries.size() / 2;
            return Optional.empty();
        }
        if (++failuresAlone < PATIENCE) {
            return Optional.empty();
        }
        OutboxEntry culprit = entries.get(0);
        log.error("This service cannot write what it decided about {}; it is given up", culprit.passengerId(), why);
        return Optional.of(land(batch, Answer.givenUp(culprit, "the reservoir failed over it: " + why)));
    }
}
