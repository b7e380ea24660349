package commuter.notifier.hub;

import commuter.schemas.ReservoirId;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The complete log, as far as it is retained. Thread-safe; never blocks. */
public interface RetainedLog {
    /** The partition that contains a reservoir's events. */
    int partitionOf(ReservoirId reservoir);

    /**
     * Reads a part of a partition, from this offset or a little before. Callers who need the same part share one read.
     *
     * @return fails with {@link RetentionOverException} when that part is no longer retained
     */
    CompletableFuture<Chunk> read(int partition, long from);

    /** The end of the log. */
    CompletableFuture<LogPosition> end();

    /**
     * Successive events of a partition.
     *
     * @param end the offset after them; it is greater than the requested offset
     */
    record Chunk(List<LogEvent> events, long end) {}

    /** The requested part is no longer retained. */
    final class RetentionOverException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public RetentionOverException() {
            super("kept no more", null, false, false);
        }
    }
}
