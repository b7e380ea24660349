/**
 * Takes batches to the database and the cache on threads of its own, so that a stream thread never waits on a network.
 * One batch is in flight for each task at a time.
 *
 * <p>There is no circuit breaker: no caller waits here who could be told no, and what a breaker saves a part that is
 * down from, {@link commuter.reservoir.write.RetryGate} does as well, with the batch itself as the probe. A breaker
 * would add a second opinion, on other evidence, on whether the part is up.
 */
@NullMarked
package commuter.reservoir.write;

import org.jspecify.annotations.NullMarked;
