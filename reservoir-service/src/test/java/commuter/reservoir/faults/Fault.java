package commuter.reservoir.faults;

/** What can befall a connection. */
public enum Fault {
    NONE,
    /** Nobody listens: every connection is closed at once. */
    CUT,
    /** Takes what it is given and stays silent. */
    HALF_OPEN,
    /** The answer takes longer than anybody waits. */
    SLOW,
    /** The answer stops after its first bytes, and the connection ends. */
    TRUNCATE,
    /** The answer begins and never ends. */
    STALL,
    /** The request is answered with a TCP reset. */
    RESET,
    /** The server does what it is asked, and its answer is lost. */
    DROP_ANSWER
}
