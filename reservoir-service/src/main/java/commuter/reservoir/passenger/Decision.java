package commuter.reservoir.passenger;

import commuter.schemas.EventType;

/** The state machine's answer to a command. */
public sealed interface Decision {

    /** The passenger's state becomes {@code next}; {@code event} is published. */
    record Accepted(PassengerState next, EventType event) implements Decision {}

    /** Nothing changes. */
    record Refused(Rejection rejection) implements Decision {}
}
