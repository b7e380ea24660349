package commuter.reservoir.outbox;

/**
 * An input and its verdict, waiting for the next batch.
 *
 * @param position orders the entries of one task
 */
public record OutboxEntry(long position, Input input, Verdict verdict) {

    public String passengerId() {
        return input.passengerId();
    }
}
