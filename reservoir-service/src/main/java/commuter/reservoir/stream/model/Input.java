package commuter.reservoir.stream.model;

import commuter.schemas.CommandType;
import commuter.schemas.PassengerCommand;
import commuter.schemas.SpawnRequest;
import org.jspecify.annotations.Nullable;

/** Something that asks for a decision about one passenger. */
public sealed interface Input {

    String passengerId();

    /** The id of the event that this input can lead to; the same at every replay. */
    String eventId();

    /** Where it shows in logs and errors. */
    default String place() {
        Origin origin = origin();
        return origin == null ? "the expiry of " + passengerId() : origin.place();
    }

    /** The record it came in; null when the clock asked. */
    default @Nullable Origin origin() {
        return null;
    }

    /** The command's id; null when the input is no command. */
    default @Nullable String commandId() {
        return null;
    }

    /** A passenger is to appear. */
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

    /** A conductor wants something. */
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

        /** Whether it asks to take in an edit, instead of a step of the passenger's. */
        public boolean isRefresh() {
            return command.type() == CommandType.REFRESH;
        }
    }

    /**
     * A passenger has waited too long.
     *
     * @param after id of the event that let him wait: of two who are spawned under one id, each has an expiry of his
     *     own
     */
    record Expiry(String passengerId, String after) implements Input {
        @Override
        public String eventId() {
            return EventId.derivedFrom(passengerId + "|expired|" + after);
        }
    }
}
