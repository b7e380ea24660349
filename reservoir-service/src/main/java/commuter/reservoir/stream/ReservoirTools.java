package commuter.reservoir.stream;

import commuter.reservoir.stream.complete.BatchCompletion;
import commuter.reservoir.stream.decide.Decider;
import commuter.reservoir.stream.expiry.InputProgress;
import commuter.reservoir.stream.intake.FailedRecords;
import commuter.reservoir.stream.metrics.OutcomeCounters;
import commuter.reservoir.stream.metrics.PendingTotals;
import commuter.reservoir.stream.pacing.CommitLimiter;
import commuter.reservoir.stream.pacing.TaskPacing;
import commuter.reservoir.stream.pending.BatchLimits;
import commuter.reservoir.stream.publish.EventPublisher;
import commuter.reservoir.stream.state.TaskStores;
import commuter.reservoir.write.BatchDispatcher;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What a task needs besides its stores.
 *
 * @param dispatcher of this task only
 * @param failed knows which inputs are to be skipped
 * @param progress gives the time up to which all commands have been decided
 * @param limiters returns the limiter of a stream thread
 * @param counters of what became of the records
 * @param pendingTotals of all tasks
 * @param whenFull is called while too many writes are pending and the database does not answer soon
 */
public record ReservoirTools(
        BatchDispatcher dispatcher,
        FailedRecords failed,
        BatchLimits limits,
        InputProgress progress,
        Supplier<CommitLimiter> limiters,
        OutcomeCounters counters,
        PendingTotals pendingTotals,
        Runnable whenFull) {

    BatchCycle batches(
            TaskStores stores, Decider decider, EventPublisher publisher, TaskPacing pacing, InstantSource clock) {
        BatchCompletion completion = new BatchCompletion(stores, decider, publisher, clock, progress, failed, counters);
        return new BatchCycle(stores.pendingWrites(), dispatcher, completion, limits, pacing, clock, whenFull);
    }
}
