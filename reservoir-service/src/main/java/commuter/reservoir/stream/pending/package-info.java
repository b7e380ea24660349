/**
 * What has been decided and is not yet in the database: the durable queue of inputs and of the decision on each.
 *
 * <p>A decision is provisional until its batch has been written. So every entry keeps its input: if somebody edited the
 * passenger in Strapi meanwhile, the input is decided again.
 */
@NullMarked
package commuter.reservoir.stream.pending;

import org.jspecify.annotations.NullMarked;
