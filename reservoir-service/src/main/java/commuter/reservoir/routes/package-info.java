/**
 * The routes' names, by which callers' names become the ids of records. They are read from where the notifier and its
 * page read them, the spawner's map of the network: no topic has to carry them, and without a spawner ids work as
 * before.
 */
@NullMarked
package commuter.reservoir.routes;

import org.jspecify.annotations.NullMarked;
