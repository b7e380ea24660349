/**
 * The command line {@code dead-letters}. It shows records that could not be used, sends them to their topics again, and
 * moves the reservoir past a record that stops it. It runs instead of the service, from the same jar, and connects to
 * Kafka only.
 */
@NullMarked
package commuter.reservoir.deadletters;

import org.jspecify.annotations.NullMarked;
