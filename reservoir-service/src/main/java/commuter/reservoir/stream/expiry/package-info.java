/**
 * How far the inputs have been decided, over all partitions and instances, so that nobody expires under a command that
 * Kafka has acknowledged. Told by Kafka's offsets: clocks cannot know what is in a log and not yet read.
 */
@NullMarked
package commuter.reservoir.stream.expiry;

import org.jspecify.annotations.NullMarked;
