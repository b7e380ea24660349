package commuter.spawner.network;

/**
 * The size of a feed.
 *
 * @param stops number of stops, including stations
 * @param stopsLeftOut those that cannot be used
 * @param tripsLeftOut those that no passenger can ride
 */
public record FeedSize(int stops, int stopsLeftOut, int trips, int tripsLeftOut) {}
