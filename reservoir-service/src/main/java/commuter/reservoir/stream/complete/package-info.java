/**
 * What follows when a batch has been written: its entries become events and results, in their order. Where the database
 * had another row than was expected, that row is taken in, and what was decided without knowing it is decided again.
 */
@NullMarked
package commuter.reservoir.stream.complete;

import org.jspecify.annotations.NullMarked;
