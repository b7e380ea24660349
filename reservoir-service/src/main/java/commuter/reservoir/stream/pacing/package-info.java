/**
 * When a task sends a batch, and when its thread commits. Both cost a fixed share, so that a task at rest acts at once,
 * and a task that is behind acts seldom and does more each time.
 */
@NullMarked
package commuter.reservoir.stream.pacing;

import org.jspecify.annotations.NullMarked;
