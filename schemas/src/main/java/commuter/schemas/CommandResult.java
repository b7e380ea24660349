package commuter.schemas;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a command. Every command gets exactly one result; a repeated command gets the same result again.
 *
 * @param reason set when the outcome is REJECTED
 * @param message the reason in words
 * @param vehicleId the vehicle that the command named, if any
 * @param passenger the passenger after the decision; null when unknown
 */
public record CommandResult(
        String commandId,
        CommandType type,
        Outcome outcome,
        @Nullable RejectionReason reason,
        @Nullable String message,
        String passengerId,
        ReservoirId reservoir,
        @Nullable String vehicleId,
        @Nullable Passenger passenger,
        Instant decidedAt) {

    public CommandResult {
        Require.text("command_id", commandId);
        Require.present("type", type);
        Require.present("outcome", outcome);
        if (outcome == Outcome.REJECTED) {
            Require.present("reason", reason);
        }
        Require.passengerId(passengerId);
        Require.present("reservoir", reservoir);
        decidedAt = Require.instant("decided_at", decidedAt);
    }

    /**
     * The rejection of a command whose id another command has used before.
     *
     * @param used the other command, in words
     */
    public static CommandResult reused(PassengerCommand command, String used, Instant now) {
        return new CommandResult(
                command.commandId(),
                command.type(),
                Outcome.REJECTED,
                RejectionReason.COMMAND_ID_REUSED,
                "this command_id was used for another command (" + used + "); take a new one",
                command.passengerId(),
                command.reservoir(),
                command.vehicleId(),
                null,
                now);
    }

    /**
     * Whether this is the result of this command, sent once or several times. Results of older versions do not contain
     * a vehicle.
     */
    public boolean answers(PassengerCommand command) {
        return commandId.equals(command.commandId())
                && type == command.type()
                && passengerId.equals(command.passengerId())
                && reservoir.equals(command.reservoir())
                && (vehicleId == null || vehicleId.equals(command.vehicleId()));
    }

    /** The command, in words. */
    public String asked() {
        return PassengerCommand.inWords(type, passengerId, vehicleId);
    }
}
