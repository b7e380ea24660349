/** Decides an input on the passenger's latest state, with the state machine. It never waits for the database. */
@NullMarked
package commuter.reservoir.stream.decide;

import org.jspecify.annotations.NullMarked;
