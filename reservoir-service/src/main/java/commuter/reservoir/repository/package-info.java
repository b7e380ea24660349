/**
 * The port to the database. Data access only: no cache, no events, no decisions. Plain Java, without Spring and Kafka,
 * and independent of the kind of database.
 */
@NullMarked
package commuter.reservoir.repository;

import org.jspecify.annotations.NullMarked;
