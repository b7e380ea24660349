package commuter.schemas;

/** What became of a command. */
public enum Outcome {
    ACCEPTED,
    REJECTED
}
