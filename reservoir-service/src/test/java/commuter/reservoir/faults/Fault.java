package commuter.reservoir.faults;

/** A fault of a connection. */
public enum Fault {
    NONE,
    /** Nobody listens: every connection is closed at once. */
    CUT,
    /** Accepts the request and never answers. */
    HALF_OPEN,
    /** The answer takes longer than the client's time-out. */
    SLOW,
    /** The answer stops after its first bytes, and the connection ends. */
    TRUNCATE,
    /** The answer begins and never ends. */
    STALL,
    /** The request is answered with a TCP reset. */
    RESET,
    /** The server carries out the request, and its answer is lost. */
    DROP_ANSWER
}
