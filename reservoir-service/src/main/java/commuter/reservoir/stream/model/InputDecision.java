package commuter.reservoir.stream.model;

import commuter.reservoir.passenger.Rejection;
import commuter.schemas.Passenger;

/** What the reservoir decided about an input, subject to the database's agreement. */
public sealed interface InputDecision {

    /** Write the passenger's next version, then tell the world. */
    record Write(Change change) implements InputDecision {}

    /** Refuse the command; {@code passenger} is what it was decided on. */
    record Refuse(Rejection rejection, Passenger passenger) implements InputDecision {}

    /** The command is already what made the passenger as it is: accept it without another event. */
    record Confirm(Passenger passenger) implements InputDecision {}

    /** The same command was here before: give the same result again. */
    record Repeat() implements InputDecision {}

    /** Nobody here knows the passenger: ask the database, then decide. */
    record LookUp() implements InputDecision {}
}
