package commuter.schemas;

/** Which way along its route a passenger travels (GTFS {@code direction_id} 0 and 1). */
public enum Direction {
    OUTBOUND,
    INBOUND
}
