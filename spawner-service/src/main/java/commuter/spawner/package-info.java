/**
 * The spawner service: its settings, its clock, continuous mode, seeding, and the HTTP interface on port 4001.
 *
 * <p>The work is done below: {@code network} reads the feed, {@code demand} draws the passengers, {@code publishing}
 * puts them on Kafka.
 */
@NullMarked
package commuter.spawner;

import org.jspecify.annotations.NullMarked;
