/**
 * The names of the routes. Callers may use a route's name; here it becomes the id that records have. The names are read
 * from the spawner's map of the network, as the notifier and its page do. So no topic has to carry them, and without a
 * spawner ids work as before.
 */
@NullMarked
package commuter.reservoir.routes;

import org.jspecify.annotations.NullMarked;
