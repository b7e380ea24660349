package commuter.schemas;

/** The outcome of a command. */
public enum Outcome {
    ACCEPTED,
    REJECTED
}
