/**
 * What the stream counts for operators. Nothing here decides anything. Counts are made when a record is decided or
 * written: what is done again after a crash is counted again.
 */
@NullMarked
package commuter.reservoir.stream.metrics;

import org.jspecify.annotations.NullMarked;
