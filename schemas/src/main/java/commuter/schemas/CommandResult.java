package commuter.schemas;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command. Every command gets exactly one result; the same command sent again gets it again.
 *
 * @param reason set when the outcome is REJECTED
 * @param message the reason in words
 * @param passenger the passenger as it is after the decision; null when unknown
 */
public record CommandResult(
        String commandId,
        CommandType type,
        Outcome outcome,
        @Nullable RejectionReason reason,
        @Nullable String message,
        String passengerId,
        ReservoirId reservoir,
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
}
