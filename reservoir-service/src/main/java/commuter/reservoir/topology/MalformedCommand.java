package commuter.reservoir.topology;

import commuter.schemas.CommandResult;
import commuter.schemas.CommandType;
import commuter.schemas.InvalidRecordException;
import commuter.schemas.Json;
import commuter.schemas.Outcome;
import commuter.schemas.RejectionReason;
import commuter.schemas.ReservoirId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The answer to a command that could not be used. Its sender learns of it as of any refusal, as long as the command says what
 * a result must name: its id, its type, the passenger and the reservoir.
 */
final class MalformedCommand {
    private MalformedCommand() {}

    /** Returns null when the command does not say enough to be answered. */
    static @Nullable CommandResult resultOf(byte @Nullable [] command, String reason, Instant now) {
        try {
            JsonNode json = Json.MAPPER.readTree(command == null ? new byte[0] : command);
            return new CommandResult(
                    text(json, "command_id"),
                    CommandType.valueOf(text(json, "type")),
                    Outcome.REJECTED,
                    RejectionReason.INVALID,
                    reason,
                    text(json, "passenger_id"),
                    ReservoirId.parse(text(json, "reservoir")),
                    null,
                    null,
                    now);
        } catch (JacksonException | IllegalArgumentException e) {
            return null; // the dead letter says why
        }
    }

    private static String text(JsonNode json, String field) {
        String text = json.path(field).asString("");
        if (text.isEmpty()) {
            throw new InvalidRecordException(field, "is required");
        }
        return text;
    }
}
