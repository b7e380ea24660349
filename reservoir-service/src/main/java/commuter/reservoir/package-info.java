/**
 * The reservoir service: the only writer of passengers. This package starts it; the layers are, from the top,
 *
 * <ul>
 *   <li>{@code api}: HTTP,
 *   <li>{@code reservoir}: the methods of a reservoir, which publish records to the input topics
 *       ({@code reservoir.client}),
 *   <li>{@code stream}: Kafka Streams decides each record ({@code stream.decide}), keeps the decision until it is
 *       written ({@code stream.pending}) and then publishes events and results ({@code stream.complete},
 *       {@code stream.publish}),
 *   <li>{@code write}: batches on their way to the database and the cache,
 *   <li>{@code repository}: the port to the database, and Strapi behind it ({@code repository.strapi}).
 * </ul>
 *
 * <p>Below all of them is {@code passenger}, the model with its state machine. Beside them are {@code cache} (Redis),
 * {@code deadletters} (the command line), {@code edits} (Strapi's calls), {@code health}, {@code retention} and
 * {@code routes}.
 */
@NullMarked
package commuter.reservoir;

import org.jspecify.annotations.NullMarked;
