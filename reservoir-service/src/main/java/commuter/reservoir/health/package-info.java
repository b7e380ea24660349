/** Which of the systems that this service depends on are down, since when and why. */
@NullMarked
package commuter.reservoir.health;

import org.jspecify.annotations.NullMarked;
