/**
 * A reservoir with its verbs, for those who run inside this service: push, mark picked up, mark dropped off, cancel,
 * reinstate, available. Nothing here writes anywhere but to the input topics, so there is one way for all, and the
 * stream remains the only writer.
 *
 * <p>A command's result is found by its {@code command_id} among all results, which every instance reads, because the
 * command may be decided by any of them. spring-kafka's ReplyingKafkaTemplate was considered: it correlates by a header
 * that the answer must echo and keeps one caller a correlation id, so that the second of two callers with the same
 * command would leave the first without an answer.
 */
@NullMarked
package commuter.reservoir.reservoir;

import org.jspecify.annotations.NullMarked;
