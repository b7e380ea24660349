/**
 * Faults for the tests: a proxy that breaks connections, a Strapi that can be killed, and one that says what it is
 * told.
 */
@NullMarked
package commuter.reservoir.faults;

import org.jspecify.annotations.NullMarked;
