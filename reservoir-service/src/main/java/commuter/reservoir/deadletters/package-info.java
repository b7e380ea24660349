/**
 * The command line {@code dead-letters}: shows what could not be used and sends it to its topic again. It runs instead of
 * the service, from the same jar, and talks to Kafka only.
 */
@NullMarked
package commuter.reservoir.deadletters;

import org.jspecify.annotations.NullMarked;
