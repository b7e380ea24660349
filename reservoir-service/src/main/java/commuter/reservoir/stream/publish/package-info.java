/** The records that the stream writes for others: events, results, stats and dead letters. */
@NullMarked
package commuter.reservoir.stream.publish;

import org.jspecify.annotations.NullMarked;
