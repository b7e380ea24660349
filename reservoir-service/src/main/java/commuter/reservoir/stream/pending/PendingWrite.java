package commuter.reservoir.stream.pending;

import commuter.reservoir.stream.model.Change;
import commuter.reservoir.stream.model.Input;
import commuter.reservoir.stream.model.InputDecision;
import commuter.reservoir.stream.model.Origin;
import org.jspecify.annotations.Nullable;

/**
 * An input and its decision, which wait for the next batch.
 *
 * @param position orders the entries of one task
 */
public record PendingWrite(long position, Input input, InputDecision decision) {

    /** Approximate size of a passenger besides the input's record. */
    private static final int OVERHEAD = 512;

    /** The approximate size in bytes, in memory and in a batch. */
    public int weight() {
        Origin origin = input.origin();
        byte[] value = origin == null ? null : origin.value();
        return OVERHEAD + (value == null ? 0 : value.length);
    }

    /** What is to be written; null when the decision writes nothing. */
    public @Nullable Change change() {
        return decision instanceof InputDecision.Write write ? write.change() : null;
    }

    public String passengerId() {
        return input.passengerId();
    }
}
