/**
 * The values that the steps of the stream pass to each other: an {@link commuter.reservoir.stream.model.Input} from its
 * {@link commuter.reservoir.stream.model.Origin}, the {@link commuter.reservoir.stream.model.InputDecision} on it, and
 * each {@link commuter.reservoir.stream.model.Change} that follows; and the names of the topology's nodes and stores.
 */
@NullMarked
package commuter.reservoir.stream.model;

import org.jspecify.annotations.NullMarked;
