/** Faults for the tests: a proxy that breaks connections, a Strapi that can be killed, and a scripted one. */
@NullMarked
package commuter.reservoir.faults;

import org.jspecify.annotations.NullMarked;
