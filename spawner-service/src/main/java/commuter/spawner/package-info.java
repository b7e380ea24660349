/**
 * The spawner service: its settings, its clock, continuous mode, seeding, and the HTTP interface on port 4001.
 *
 * <p>Its packages do the work: {@code network} reads the feed, {@code demand} draws the passengers, {@code publishing}
 * publishes them to Kafka.
 */
@NullMarked
package commuter.spawner;

import org.jspecify.annotations.NullMarked;
