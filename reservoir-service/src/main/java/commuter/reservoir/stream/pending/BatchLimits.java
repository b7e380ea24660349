package commuter.reservoir.stream.pending;

import java.time.Duration;

/**
 * How many writes make a batch, and how many may be pending.
 *
 * @param rows number of writes at which a batch is full and sent at once
 * @param bytes the same, by their size in bytes
 * @param linger longest time between two batches of a task that is behind
 * @param maxPending more pending writes than this are too many; so is more than twice the bytes of a batch
 */
public record BatchLimits(int rows, long bytes, Duration linger, int maxPending) {
    private static final int BATCHES_HELD = 2;

    public boolean isBatch(PendingWrites pendingWrites) {
        return pendingWrites.size() >= rows || pendingWrites.weight() >= bytes;
    }

    public boolean isFull(PendingWrites pendingWrites) {
        return pendingWrites.size() >= maxPending || pendingWrites.weight() >= BATCHES_HELD * bytes;
    }
}
