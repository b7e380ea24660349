package commuter.reservoir.stream.pending;

import commuter.reservoir.stream.model.Input;
import commuter.reservoir.stream.model.Origin;
import commuter.reservoir.stream.model.Verdict;

/**
 * An input and its verdict, waiting for the next batch.
 *
 * @param position orders the entries of one task
 */
public record OutboxEntry(long position, Input input, Verdict verdict) {

    /** What a passenger takes besides its record. */
    private static final int OVERHEAD = 512;

    /** About how many bytes this takes in memory and in a batch. */
    public int weight() {
        Origin origin = input.origin();
        byte[] value = origin == null ? null : origin.value();
        return OVERHEAD + (value == null ? 0 : value.length);
    }

    public String passengerId() {
        return input.passengerId();
    }
}
