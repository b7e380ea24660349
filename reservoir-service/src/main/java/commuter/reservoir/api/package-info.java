/** HTTP on port 4000. It turns requests into calls and answers into JSON, and has no other logic. */
@NullMarked
package commuter.reservoir.api;

import org.jspecify.annotations.NullMarked;
