/**
 * How far the inputs have been decided, over all partitions and instances, so that no passenger expires while a command
 * that Kafka has acknowledged is undecided. This is measured with Kafka's offsets, because a clock cannot tell which
 * records of a log have not been read yet.
 */
@NullMarked
package commuter.reservoir.stream.expiry;

import org.jspecify.annotations.NullMarked;
