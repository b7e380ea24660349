package commuter.reservoir.edits;

import commuter.schemas.InvalidRecordException;
import commuter.schemas.PassengerCommand;
import commuter.schemas.ReservoirId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A passenger was made, edited or deleted by hand in Strapi.
 *
 * @param eventId tells this edit from all others, and is the same when it is told again
 */
record HandEdit(@Nullable String eventId, String passengerId, ReservoirId reservoir, Instant editedAt) {

    /** The command that makes the passenger's task look at the row; an edit told twice is one command. */
    PassengerCommand toCommand() {
        if (eventId == null || eventId.isBlank()) {
            throw new InvalidRecordException("event_id", "is required");
        }
        return PassengerCommand.refresh(eventId, passengerId, reservoir, editedAt);
    }
}
