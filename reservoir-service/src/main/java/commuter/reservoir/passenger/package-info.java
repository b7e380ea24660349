/**
 * The passenger model: states as types, transitions as methods that exist only where they are allowed, and the port to
 * the database. Plain Java: neither Spring nor Kafka is known here.
 */
@NullMarked
package commuter.reservoir.passenger;

import org.jspecify.annotations.NullMarked;
