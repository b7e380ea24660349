package commuter.schemas;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a conductor asks of one passenger. The sender chooses {@code command_id}; a repeated id gets the same result
 * again.
 *
 * @param vehicleId the vehicle that boards the passenger; required for BOARD
 * @param issuedAt when it happened in reality; becomes boarded_at, alighted_at or cancelled_at
 * @param expiresAt after this instant the command is refused; null means never
 */
public record PassengerCommand(
        String commandId,
        CommandType type,
        String passengerId,
        ReservoirId reservoir,
        @Nullable String vehicleId,
        Instant issuedAt,
        @Nullable Instant expiresAt) {
    private static final String EDIT_PREFIX = "edit-";

    public PassengerCommand {
        Require.text("command_id", commandId);
        Require.present("type", type);
        Require.passengerId(passengerId);
        Require.present("reservoir", reservoir);
        if (type == CommandType.BOARD) {
            Require.text("vehicle_id", vehicleId);
        } else {
            Require.optionalText("vehicle_id", vehicleId);
        }
        issuedAt = Require.instant("issued_at", issuedAt);
        expiresAt = Require.optionalInstant("expires_at", expiresAt);
    }

    /**
     * Asks to take over an edit by hand in Strapi.
     *
     * @param eventId the event id that Strapi gave the edit; a repeated report of the same edit is the same command
     */
    public static PassengerCommand refresh(String eventId, String passengerId, ReservoirId reservoir, Instant at) {
        return new PassengerCommand(EDIT_PREFIX + eventId, CommandType.REFRESH, passengerId, reservoir, null, at, null);
    }

    /** Whether the other command asks for the same. The times may differ, because a repeated call has a new time. */
    public boolean asksTheSameAs(PassengerCommand other) {
        return type == other.type
                && passengerId.equals(other.passengerId)
                && reservoir.equals(other.reservoir)
                && Objects.equals(vehicleId, other.vehicleId);
    }

    /** The command, in words. */
    public String asked() {
        return inWords(type, passengerId, vehicleId);
    }

    static String inWords(CommandType type, String passengerId, @Nullable String vehicleId) {
        return type + " of " + passengerId + (vehicleId == null ? "" : " by vehicle " + vehicleId);
    }

    /** Whether this command asks to take over the edit with this event id. */
    public boolean tellsOfEdit(String eventId) {
        return commandId.equals(EDIT_PREFIX + eventId);
    }
}
