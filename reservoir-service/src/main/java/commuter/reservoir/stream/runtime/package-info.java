/**
 * Runs the topology under Kafka Streams: its settings, threads, memory, metrics and health. The stream pauses while
 * nothing can be written, and a thread that has failed is replaced.
 */
@NullMarked
package commuter.reservoir.stream.runtime;

import org.jspecify.annotations.NullMarked;
