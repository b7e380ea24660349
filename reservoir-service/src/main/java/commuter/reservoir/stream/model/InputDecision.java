package commuter.reservoir.stream.model;

import commuter.reservoir.passenger.Rejection;
import commuter.schemas.Passenger;

/** The reservoir's decision about an input. It is provisional until the database has accepted it. */
public sealed interface InputDecision {

    /** Write the passenger's next version, then publish the event. */
    record Write(Change change) implements InputDecision {}

    /** Reject the command; {@code passenger} is the state on which this was decided. */
    record Refuse(Rejection rejection, Passenger passenger) implements InputDecision {}

    /** This command has already led to the passenger's present state: accept it without another event. */
    record Confirm(Passenger passenger) implements InputDecision {}

    /** The same command was decided before: send the same result again. */
    record Repeat() implements InputDecision {}

    /** The passenger is unknown here: ask the database, then decide. */
    record LookUp() implements InputDecision {}
}
