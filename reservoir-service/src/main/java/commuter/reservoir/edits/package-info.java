/**
 * Strapi tells of edits made there by hand. Each becomes a REFRESH command, so that the task which owns the passenger
 * deals with it in its turn, like with everything else.
 */
@NullMarked
package commuter.reservoir.edits;

import org.jspecify.annotations.NullMarked;
