/**
 * Takes batches to the database and the cache on threads of its own, so that a stream thread never waits on a network.
 * One batch is in flight for each task at a time.
 */
@NullMarked
package commuter.reservoir.dispatch;

import org.jspecify.annotations.NullMarked;
