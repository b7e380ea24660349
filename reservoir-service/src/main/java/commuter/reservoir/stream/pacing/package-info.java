/**
 * When a task sends a batch, and when its thread commits. Each has a fixed cost. So an idle task acts at once, and a
 * task that is behind acts rarely and does more each time.
 */
@NullMarked
package commuter.reservoir.stream.pacing;

import org.jspecify.annotations.NullMarked;
