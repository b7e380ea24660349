/**
 * How many passengers appear, where, when and bound for where: the formula, the Poisson draw, the trip lengths, and the
 * random streams that make all of it repeatable.
 *
 * <p>Plain Java without Spring, Kafka or the system clock; everything is immutable and thread-safe.
 */
@NullMarked
package commuter.spawner.demand;

import org.jspecify.annotations.NullMarked;
