package commuter.spawner.network;

/**
 * How much a feed lists.
 *
 * @param stops stations included
 * @param stopsLeftOut those that cannot be used
 * @param tripsLeftOut those that nobody can ride
 */
public record FeedSize(int stops, int stopsLeftOut, int trips, int tripsLeftOut) {}
