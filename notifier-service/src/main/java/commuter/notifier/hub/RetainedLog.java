package commuter.notifier.hub;

import commuter.schemas.ReservoirId;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The whole log, as far as it is kept. Thread-safe; never blocks. */
public interface RetainedLog {
    /** The partition that holds a reservoir's events. */
    int partitionOf(ReservoirId reservoir);

    /**
     * Reads some of a partition, from this offset or a little before. Many who read the same share one reading.
     *
     * @return fails with {@link RetentionOverException} when that is kept no more
     */
    CompletableFuture<Chunk> read(int partition, long from);

    /** Where the log ends. */
    CompletableFuture<LogPosition> end();

    /**
     * Some successive events of a partition.
     *
     * @param end the offset behind them, past the one that was asked for
     */
    record Chunk(List<LogEvent> events, long end) {}

    /** What was asked for is kept no more. */
    final class RetentionOverException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public RetentionOverException() {
            super("kept no more", null, false, false);
        }
    }
}
