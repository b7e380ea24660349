package commuter.schemas;

/** What may be asked of a passenger: by conductors, and by those who have changed it in Strapi. */
public enum CommandType {
    BOARD,
    ALIGHT,
    CANCEL,
    REINSTATE,
    /** Somebody has edited the passenger in Strapi: take the row as it is there. */
    REFRESH
}
