/**
 * Puts spawn requests on Kafka, and keeps the books on what was announced and what the brokers have acknowledged. While
 * Kafka is away publishing waits; nothing that was announced is given up.
 */
@NullMarked
package commuter.spawner.publishing;

import org.jspecify.annotations.NullMarked;
