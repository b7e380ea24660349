/**
 * The service as a client of its own stream: publishes requests and commands, and finds what became of them among the
 * results that every instance reads.
 */
@NullMarked
package commuter.reservoir.reservoir.client;

import org.jspecify.annotations.NullMarked;
