/**
 * What has been decided and is not yet in the database: inputs, the verdict on each, and the durable queue of both.
 *
 * <p>A verdict is provisional until its batch has landed. That is why every entry keeps its input: when somebody edited
 * Strapi meanwhile, the input is decided again.
 */
@NullMarked
package commuter.reservoir.outbox;

import org.jspecify.annotations.NullMarked;
