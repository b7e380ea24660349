/**
 * Strapi reports edits that are made there by hand. Each becomes a REFRESH command, so that the task which owns the
 * passenger processes it in order, like every other input.
 */
@NullMarked
package commuter.reservoir.edits;

import org.jspecify.annotations.NullMarked;
