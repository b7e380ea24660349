/**
 * How far the inputs have been decided, over all partitions and instances: told by Kafka's offsets, as clocks cannot know what
 * is in a log and not yet read.
 */
@NullMarked
package commuter.reservoir.progress;

import org.jspecify.annotations.NullMarked;
