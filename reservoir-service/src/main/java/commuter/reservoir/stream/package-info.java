/**
 * The stream: from spawn requests and commands to events and results.
 * {@link commuter.reservoir.stream.ReservoirTopology} shows the topology,
 * {@link commuter.reservoir.stream.ReservoirProcessor} processes one record. Its steps are packages, in their order:
 *
 * <ul>
 *   <li>{@code intake}: how much is read, how large a record may be, which records the stream has failed over,
 *   <li>{@code decide}: what becomes of an input,
 *   <li>{@code pending}: what is decided and not yet written,
 *   <li>{@code complete}: what follows when a batch has been written, conflicts included,
 *   <li>{@code publish}: the records that others read.
 * </ul>
 *
 * <p>The steps share {@code model} (the values that they pass on), {@code state} (the stores), {@code pacing} (when to
 * write and to commit) and {@code expiry} (which passengers may expire). {@code runtime} runs all of it under Kafka
 * Streams.
 */
@NullMarked
package commuter.reservoir.stream;

import org.jspecify.annotations.NullMarked;
