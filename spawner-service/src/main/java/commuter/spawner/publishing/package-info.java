/**
 * Publishes spawn requests to Kafka, and counts what was published and what the brokers have acknowledged. While Kafka
 * is down publishing waits; nothing that was published is given up.
 */
@NullMarked
package commuter.spawner.publishing;

import org.jspecify.annotations.NullMarked;
