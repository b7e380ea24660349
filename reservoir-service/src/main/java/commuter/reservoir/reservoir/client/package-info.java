/**
 * This service as a client of its own stream: it publishes requests and commands, and finds their outcome among the
 * results, all of which every instance reads.
 */
@NullMarked
package commuter.reservoir.reservoir.client;

import org.jspecify.annotations.NullMarked;
