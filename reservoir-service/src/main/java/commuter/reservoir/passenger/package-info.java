/**
 * The passenger model: states as types, and transitions as methods that exist only where they are allowed. Plain Java:
 * neither Spring nor Kafka is known here.
 */
@NullMarked
package commuter.reservoir.passenger;

import org.jspecify.annotations.NullMarked;
