package commuter.reservoir.stream.model;

import commuter.schemas.CommandType;
import commuter.schemas.PassengerCommand;
import commuter.schemas.SpawnRequest;
import org.jspecify.annotations.Nullable;

/** Asks for a decision about one passenger. */
public sealed interface Input {

    String passengerId();

    /** The id of the event to which this input can lead; the same at every replay. */
    String eventId();

    /** How the input is named in logs and errors. */
    default String place() {
        Origin origin = origin();
        return origin == null ? "the expiry of " + passengerId() : origin.place();
    }

    /** The record that contained it; null for an expiry, which comes from the clock. */
    default @Nullable Origin origin() {
        return null;
    }

    /** The command's id; null when the input is not a command. */
    default @Nullable String commandId() {
        return null;
    }

    /** Asks for a passenger to appear. */
    record Spawn(Origin origin, SpawnRequest request) implements Input {
        @Override
        public String passengerId() {
            return request.passengerId();
        }

        @Override
        public String eventId() {
            return origin.eventId(passengerId());
        }
    }

    /** A command of a conductor. */
    record Command(Origin origin, PassengerCommand command) implements Input {
        @Override
        public String passengerId() {
            return command.passengerId();
        }

        @Override
        public String eventId() {
            return origin.eventId(passengerId());
        }

        @Override
        public String commandId() {
            return command.commandId();
        }

        /** Whether the command asks to take over an edit, instead of a step of the passenger. */
        public boolean isRefresh() {
            return command.type() == CommandType.REFRESH;
        }
    }

    /**
     * A passenger has waited too long.
     *
     * @param after id of the event since which the passenger waits: if one id is spawned twice, each of the two
     *     passengers has an expiry of their own
     */
    record Expiry(String passengerId, String after) implements Input {
        @Override
        public String eventId() {
            return EventId.derivedFrom(passengerId + "|expired|" + after);
        }
    }
}
