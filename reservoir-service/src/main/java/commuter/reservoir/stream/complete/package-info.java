/**
 * What follows when a batch has been written: its entries become events and results, in order. Where the database had
 * another row than expected, that row is taken over, and decisions that were made without knowing it are made again.
 */
@NullMarked
package commuter.reservoir.stream.complete;

import org.jspecify.annotations.NullMarked;
