package commuter.reservoir.write;

import commuter.reservoir.stream.pending.Batch;
import commuter.reservoir.stream.pending.PendingWrite;
import commuter.reservoir.stream.pending.PendingWrites;
import commuter.reservoir.write.Retrier.StoppingException;
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
 * Keeps at most one batch of a task in flight. Belongs to the stream thread; only the writing runs on other threads.
 *
 * <p>A closed task forgets its batch in flight. The next owner of the task finds the entries in the pending writes and
 * sends them again, which is safe because of the versions.
 */
public final class BatchDispatcher {
    private static final Logger log = LoggerFactory.getLogger(BatchDispatcher.class);

    /** How often an entry must fail alone, since even a failure of this code may be an accident. */
    private static final int PATIENCE = 3;

    private final BatchWriter writer;
    private final Executor executor;
    private final int maxRows;
    private final long maxBytes;
    private @Nullable InFlight inFlight;
    private int mostNext;
    private int failuresAlone;

    /** A batch with the database's answer. */
    public record CompletedBatch(Batch batch, BatchResult answer) {}

    private record InFlight(Batch batch, CompletableFuture<BatchResult> answer) {}

    /**
     * Makes the dispatcher of one task.
     *
     * @param maxRows maximum number of entries of a batch
     * @param maxBytes approximate maximum size in bytes of a batch with more than one entry
     */
    public BatchDispatcher(BatchWriter writer, Executor executor, int maxRows, long maxBytes) {
        this.writer = writer;
        this.executor = executor;
        this.maxRows = maxRows;
        this.mostNext = maxRows;
        this.maxBytes = maxBytes;
    }

    /**
     * Sends the first of the pending writes.
     *
     * @return whether it did; it does not while a batch is in flight, or when nothing is pending
     */
    public boolean dispatch(PendingWrites pendingWrites) {
        if (inFlight != null || pendingWrites.size() == 0) {
            return false;
        }
        Batch batch = new Batch(pendingWrites.head(mostNext, maxBytes));
        inFlight = new InFlight(batch, CompletableFuture.supplyAsync(() -> writer.write(batch), executor));
        return true;
    }

    /** The batch that has been answered since the last call, if any. */
    public Optional<CompletedBatch> completed() {
        return inFlight != null && inFlight.answer().isDone() ? completed(Duration.ZERO) : Optional.empty();
    }

    /**
     * Like {@link #completed()}, but waits for the answer for a while. The wait must be short, because it blocks a
     * stream thread.
     */
    public Optional<CompletedBatch> completed(Duration patience) {
        if (inFlight == null) {
            return Optional.empty();
        }
        try {
            BatchResult answer = inFlight.answer().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.of(complete(inFlight.batch(), answer));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            return failed(inFlight.batch(), e.getCause());
        }
    }

    private CompletedBatch complete(Batch batch, BatchResult answer) {
        inFlight = null;
        mostNext = maxRows;
        failuresAlone = 0;
        return new CompletedBatch(batch, answer);
    }

    /**
     * This service's own code has failed over a batch. It sends halves of the batch, until the failing entry stands
     * alone. After some failures that entry is given up. What was written meanwhile is recognised, as after a crash.
     */
    private Optional<CompletedBatch> failed(Batch batch, @Nullable Throwable why) {
        if (why instanceof StoppingException || (why instanceof Error && !(why instanceof StackOverflowError))) {
            throw new IllegalStateException("A batch could not be written", why);
        }
        inFlight = null;
        List<PendingWrite> entries = batch.entries();
        if (entries.size() > 1) {
            log.atWarn()
                    .addKeyValue("batch_rows", entries.size())
                    .log("A batch of {} failed in this service itself; its halves are tried: {}", entries.size(), why);
            mostNext = entries.size() / 2;
            return Optional.empty();
        }
        if (++failuresAlone < PATIENCE) {
            return Optional.empty();
        }
        PendingWrite culprit = entries.get(0);
        log.atError()
                .addKeyValue("passenger_id", culprit.passengerId())
                .addKeyValue("command_id", culprit.input().commandId())
                .addKeyValue("record", culprit.input().place())
                .setCause(why)
                .log("This service cannot write what it decided about {}; it is given up", culprit.passengerId());
        return Optional.of(complete(batch, BatchResult.givenUp(culprit, "the reservoir failed over it: " + why)));
    }
}
