package commuter.schemas;

/** What a conductor may ask for. */
public enum CommandType {
    BOARD,
    ALIGHT,
    CANCEL,
    REINSTATE
}
