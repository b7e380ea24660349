/**
 * The passenger model: states as types, and transitions as methods that exist only where they are allowed. Plain Java,
 * without Spring and Kafka.
 */
@NullMarked
package commuter.reservoir.passenger;

import org.jspecify.annotations.NullMarked;
