package commuter.spawner.network;

/**
 * A trip's call at a stop.
 *
 * @param boarding whether passengers may board there (GTFS {@code pickup_type})
 * @param alighting whether passengers may alight there (GTFS {@code drop_off_type})
 */
public record StopTime(Stop stop, boolean boarding, boolean alighting) {}
