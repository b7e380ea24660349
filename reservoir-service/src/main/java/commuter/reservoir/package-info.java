/**
 * The reservoir service: the only writer of passengers. This package assembles it; the parts are
 *
 * <ul>
 *   <li>{@code passenger}: the state machine and the port to the database,
 *   <li>{@code intake}: how much comes in, and what the stream has failed over,
 *   <li>{@code topology}: the stream that decides and announces,
 *   <li>{@code progress}: how far the inputs are decided,
 *   <li>{@code outbox}: what is decided and not yet written,
 *   <li>{@code dispatch}: batches on their way,
 *   <li>{@code strapi}, {@code cache}: the database and Redis,
 *   <li>{@code api}: HTTP.
 * </ul>
 */
@NullMarked
package commuter.reservoir;

import org.jspecify.annotations.NullMarked;
