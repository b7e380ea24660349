package commuter.reservoir.stream.metrics;

/** Why a record became a dead letter. The label {@code reason} of the metric; the letter itself says it in words. */
public enum DeadLetterCause {
    /** It is not what its topic's schema says, too large, or its key is not its reservoir. */
    MALFORMED,
    /** Kafka's client, or the reservoir in its own store, cannot read it. */
    UNREADABLE,
    /** The row to which it led could not be written, or the row that it is about cannot be read. */
    REFUSED,
    /** It asks for a passenger whom another reservoir has. */
    OTHER_RESERVOIR,
    /** The reservoir itself has failed over it three times. */
    FAILED
}
