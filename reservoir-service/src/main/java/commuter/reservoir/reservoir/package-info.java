/**
 * A reservoir with its methods, for code in this service: push, mark picked up, mark dropped off, cancel, reinstate,
 * available. This package writes to the input topics only. So all requests take the same way, and the stream remains
 * the only writer.
 *
 * <p>A command's result is found by its {@code command_id} among all results, which every instance reads, because the
 * command may be decided by any of them. spring-kafka's ReplyingKafkaTemplate was considered. It correlates by a header
 * that the answer must repeat, and keeps one caller for each correlation id. So if two callers sent the same command,
 * the first would get no answer.
 */
@NullMarked
package commuter.reservoir.reservoir;

import org.jspecify.annotations.NullMarked;
