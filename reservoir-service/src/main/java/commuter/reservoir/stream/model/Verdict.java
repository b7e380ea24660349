package commuter.reservoir.stream.model;

import commuter.reservoir.passenger.Rejection;
import commuter.schemas.Passenger;

/** What the reservoir decided about an input, subject to the database's agreement. */
public sealed interface Verdict {

    /** Write the passenger's next version, then tell the world. */
    record Write(Change change) implements Verdict {}

    /** Refuse the command; {@code passenger} is what it was decided on. */
    record Refuse(Rejection rejection, Passenger passenger) implements Verdict {}

    /** The command is already what made the passenger as it is: accept it without another event. */
    record Confirm(Passenger passenger) implements Verdict {}

    /** The same command was here before: give the same result again. */
    record Repeat() implements Verdict {}

    /** Nobody here knows the passenger: ask the database, then decide. */
    record LookUp() implements Verdict {}
}
