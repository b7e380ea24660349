package commuter.reservoir.passenger;

import commuter.schemas.EventType;

/** What the state machine answers to a command. */
public sealed interface Decision {

    /** The passenger moves on to {@code next}; {@code event} tells the world. */
    record Accepted(PassengerState next, EventType event) implements Decision {}

    /** Nothing changes. */
    record Refused(Rejection rejection) implements Decision {}
}
