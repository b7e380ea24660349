package commuter.reservoir.edits;

import commuter.schemas.InvalidRecordException;
import commuter.schemas.PassengerCommand;
import commuter.schemas.ReservoirId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A passenger was created, edited or deleted by hand in Strapi.
 *
 * @param eventId identifies this edit; a repeated report has the same id
 */
record HandEdit(@Nullable String eventId, String passengerId, ReservoirId reservoir, Instant editedAt) {

    /** The command that makes the passenger's task read the row again. A repeated report is the same command. */
    PassengerCommand toCommand() {
        if (eventId == null || eventId.isBlank()) {
            throw new InvalidRecordException("event_id", "is required");
        }
        return PassengerCommand.refresh(eventId, passengerId, reservoir, editedAt);
    }
}
