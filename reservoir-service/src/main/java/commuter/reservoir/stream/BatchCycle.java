package commuter.reservoir.stream;

import commuter.reservoir.stream.complete.BatchCompletion;
import commuter.reservoir.stream.pacing.TaskPacing;
import commuter.reservoir.stream.pending.BatchLimits;
import commuter.reservoir.stream.pending.PendingWrites;
import commuter.reservoir.write.BatchDispatcher;
import commuter.reservoir.write.BatchDispatcher.CompletedBatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sends the pending writes to the database, one batch at a time, and completes each batch. Belongs to the stream
 * thread.
 */
final class BatchCycle {
    /** Far below all of Kafka's time-outs: many pending writes must slow the stream down, not stop it. */
    private static final Duration WAIT_WHEN_FULL = Duration.ofMillis(200);

    private final PendingWrites pendingWrites;
    private final BatchDispatcher dispatcher;
    private final BatchCompletion completion;
    private final BatchLimits limits;
    private final TaskPacing pacing;
    private final InstantSource clock;
    private final Runnable whenFull;

    BatchCycle(
            PendingWrites pendingWrites,
            BatchDispatcher dispatcher,
            BatchCompletion completion,
            BatchLimits limits,
            TaskPacing pacing,
            InstantSource clock,
            Runnable whenFull) {
        this.pendingWrites = pendingWrites;
        this.dispatcher = dispatcher;
        this.completion = completion;
        this.limits = limits;
        this.pacing = pacing;
        this.clock = clock;
        this.whenFull = whenFull;
    }

    /** Sends a batch at once if it is full. Waits a moment while too many writes are pending. */
    void added() {
        if (limits.isFull(pendingWrites)) {
            advance();
            complete(dispatcher.completed(WAIT_WHEN_FULL));
            send();
            if (limits.isFull(pendingWrites)) {
                whenFull.run();
            }
        } else if (limits.isBatch(pendingWrites)) {
            advance();
        }
    }

    /** Completes the batch that has been written, sends the next one, and requests a commit if it is time. */
    void advance() {
        complete(dispatcher.completed());
        send();
        pacing.commitIfDue();
    }

    private void complete(Optional<CompletedBatch> batch) {
        if (batch.isPresent()) {
            if (completion.complete(batch.get())) {
                pacing.requestCommitBeforeWrites();
            } else {
                pacing.requestCommit();
            }
        }
    }

    private void send() {
        Instant now = clock.instant();
        if (pacing.maySend(limits.isBatch(pendingWrites), now) && dispatcher.dispatch(pendingWrites)) {
            pacing.sent(now);
        }
    }
}
