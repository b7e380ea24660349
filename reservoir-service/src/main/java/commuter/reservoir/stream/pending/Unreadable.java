package commuter.reservoir.stream.pending;

import commuter.reservoir.stream.model.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Something in a store of this service that it cannot read any more: written by an older version with other rules, or
 * damaged.
 *
 * @param name for people
 * @param bytes as they lie there
 * @param origin the record that it came in; null if that cannot be told
 */
public record Unreadable(
        String name, byte[] bytes, @Nullable Origin origin, String problem) {
    private static final int NOWHERE = -1;

    static Unreadable entry(byte[] bytes, int from, RuntimeException problem) {
        return new Unreadable(
                "a pending write", bytes, PendingWriteCodec.origin(bytes, from), String.valueOf(problem.getMessage()));
    }

    /** What a dead letter can tell of where it came from. */
    public Origin source(int partition) {
        return origin == null ? new Origin("store of the reservoir", partition, NOWHERE, 0, null, bytes, null) : origin;
    }
}
