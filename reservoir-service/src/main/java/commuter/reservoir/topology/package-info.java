/**
 * The stream: from spawn requests and commands to events and results. {@link
 * commuter.reservoir.topology.ReservoirTopology} draws the picture, {@link
 * commuter.reservoir.topology.ReservoirProcessor} tells the story of one record.
 */
@NullMarked
package commuter.reservoir.topology;

import org.jspecify.annotations.NullMarked;
