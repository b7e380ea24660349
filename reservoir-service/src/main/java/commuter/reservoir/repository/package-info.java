/**
 * The port to the database: data access and nothing else. Plain Java: neither Spring nor Kafka is known here, nor what
 * kind of database it is.
 */
@NullMarked
package commuter.reservoir.repository;

import org.jspecify.annotations.NullMarked;
