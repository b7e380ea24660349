/** The stores of a task: its live passengers, the results of its commands, and the stats of each of its reservoirs. */
@NullMarked
package commuter.reservoir.stream.state;

import org.jspecify.annotations.NullMarked;
