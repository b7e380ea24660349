package commuter.reservoir.stream.pending;

import java.time.Duration;

/**
 * How many writes make a batch, and how many may be pending.
 *
 * @param rows writes that are sent off at once
 * @param bytes the same, by their weight
 * @param linger longest time between two batches of a task that is behind
 * @param maxPending writes past which too many are pending; so they are past the weight of two batches
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
