package commuter.schemas;

/** The direction in which a passenger travels along the route (GTFS {@code direction_id} 0 and 1). */
public enum Direction {
    OUTBOUND,
    INBOUND
}
