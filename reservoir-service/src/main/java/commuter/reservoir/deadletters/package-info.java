/**
 * The command line {@code dead-letters}: shows what could not be used, sends it to its topic again, and moves the
 * reservoir past what stops it. It runs instead of the service, from the same jar, and talks to Kafka only.
 */
@NullMarked
package commuter.reservoir.deadletters;

import org.jspecify.annotations.NullMarked;
