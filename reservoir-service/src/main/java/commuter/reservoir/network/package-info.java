/**
 * What routes are called. Records carry a route's GTFS {@code route_id}; people say its short name. The names are read from
 * where the notifier's page reads them, the spawner's map of the network: no topic and no schema has to carry them, and
 * without a spawner ids work as before.
 */
@NullMarked
package commuter.reservoir.network;

import org.jspecify.annotations.NullMarked;
