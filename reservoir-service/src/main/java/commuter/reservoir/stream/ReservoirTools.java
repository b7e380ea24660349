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
 * @param dispatcher of this task alone
 * @param failed knows which inputs are to be passed over
 * @param progress says up to when all commands have been decided
 * @param limiters gives a stream thread its limiter
 * @param whenFull is called while too many writes are pending and the database does not answer soon
 */
public record ReservoirTools(
        BatchDispatcher dispatcher,
        FailedRecords failed,
        BatchLimits limits,
        InputProgress progress,
        Supplier<CommitLimiter> limiters,
        Runnable whenFull) {}
