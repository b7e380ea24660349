/** HTTP on port 4000: turns requests into calls and answers into JSON, and nothing else. */
@NullMarked
package commuter.reservoir.api;

import org.jspecify.annotations.NullMarked;
