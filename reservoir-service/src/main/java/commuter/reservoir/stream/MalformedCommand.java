package commuter.reservoir.stream;

import commuter.schemas.CommandResult;
import commuter.schemas.CommandType;
import commuter.schemas.InvalidRecordException;
import commuter.schemas.Json;
import commuter.schemas.Outcome;
import commuter.schemas.RejectionReason;
import commuter.schemas.ReservoirId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The answer to a command that could not be used. Its sender gets a rejection, like any other, if the command contains
 * what a result must name: its id, its type, the passenger and the reservoir. No other field is read into memory.
 */
final class MalformedCommand {
    private static final String COMMAND_ID = "command_id";
    private static final String TYPE = "type";
    private static final String PASSENGER_ID = "passenger_id";
    private static final String RESERVOIR = "reservoir";
    private static final Set<String> NEEDED = Set.of(COMMAND_ID, TYPE, PASSENGER_ID, RESERVOIR);

    private MalformedCommand() {}

    /** Returns null when the command lacks a field that the answer needs. */
    static @Nullable CommandResult resultOf(byte @Nullable [] command, String reason, Instant now) {
        try {
            Map<String, String> fields = read(command == null ? new byte[0] : command);
            return new CommandResult(
                    text(fields, COMMAND_ID),
                    CommandType.valueOf(text(fields, TYPE)),
                    Outcome.REJECTED,
                    RejectionReason.INVALID,
                    reason,
                    text(fields, PASSENGER_ID),
                    ReservoirId.parse(text(fields, RESERVOIR)),
                    null,
                    null,
                    now);
        } catch (JacksonException | IllegalArgumentException e) {
            return null; // The dead letter gives the reason.
        }
    }

    private static Map<String, String> read(byte[] command) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = Json.MAPPER.createParser(command)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return fields;
            }
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                JsonToken token = json.nextToken();
                if (token == JsonToken.VALUE_STRING && NEEDED.contains(name)) {
                    fields.put(name, json.getString());
                } else {
                    json.skipChildren();
                }
            }
        }
        return fields;
    }

    private static String text(Map<String, String> fields, String name) {
        String text = fields.getOrDefault(name, "");
        if (text.isEmpty()) {
            throw new InvalidRecordException(name, "is required");
        }
        return text;
    }
}
