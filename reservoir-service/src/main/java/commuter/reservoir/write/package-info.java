/**
 * Writes batches to the database and the cache on its own threads, so that a stream thread never waits for I/O. Each
 * task has at most one batch in flight.
 *
 * <p>There is no circuit breaker. A breaker tells callers at once that a call would fail, but no caller waits here. It
 * also keeps calls away from a system that is down; {@link commuter.reservoir.write.RetryGate} does so as well, with
 * the batch itself as the probe. A breaker would add a second opinion, based on other evidence, about whether the
 * system is up.
 */
@NullMarked
package commuter.reservoir.write;

import org.jspecify.annotations.NullMarked;
