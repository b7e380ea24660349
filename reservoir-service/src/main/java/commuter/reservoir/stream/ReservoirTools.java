package commuter.reservoir.stream;

import commuter.reservoir.stream.expiry.InputProgress;
import commuter.reservoir.stream.intake.FailedRecords;
import commuter.reservoir.stream.pacing.CommitLimiter;
import commuter.reservoir.stream.pending.BatchLimits;
import commuter.reservoir.write.BatchDispatcher;
import java.util.function.Supplier;

/**
 * What a task needs besides its stores.
 *
 * @param dispatcher of this task only
 * @param failed knows which inputs are to be skipped
 * @param progress gives the time up to which all commands have been decided
 * @param limiters returns the limiter of a stream thread
 * @param whenFull is called while too many writes are pending and the database does not answer soon
 */
public record ReservoirTools(
        BatchDispatcher dispatcher,
        FailedRecords failed,
        BatchLimits limits,
        InputProgress progress,
        Supplier<CommitLimiter> limiters,
        Runnable whenFull) {}
