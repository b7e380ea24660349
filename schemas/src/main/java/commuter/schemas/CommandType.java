package commuter.schemas;

/** What a command asks for. Conductors send all types but REFRESH, which is sent after an edit in Strapi. */
public enum CommandType {
    BOARD,
    ALIGHT,
    CANCEL,
    REINSTATE,
    /** Somebody has edited the passenger in Strapi: take over the row as it is there. */
    REFRESH
}
