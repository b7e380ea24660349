package commuter.reservoir.stream.pending;

import commuter.reservoir.stream.model.Origin;
import org.jspecify.annotations.Nullable;

/**
 * An entry in a store of this service that it cannot read: an older version with other rules wrote it, or it is
 * damaged.
 *
 * @param name for people
 * @param bytes of the entry
 * @param origin the record that it came from; null if unknown
 */
public record Unreadable(
        String name, byte[] bytes, @Nullable Origin origin, String problem) {
    private static final int NOWHERE = -1;

    static Unreadable entry(byte[] bytes, int from, RuntimeException problem) {
        return new Unreadable(
                "a pending write", bytes, PendingWriteCodec.origin(bytes, from), String.valueOf(problem.getMessage()));
    }

    /** The origin for the headers of a dead letter. */
    public Origin source(int partition) {
        return origin == null ? new Origin("store of the reservoir", partition, NOWHERE, 0, null, bytes, null) : origin;
    }
}
