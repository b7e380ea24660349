package commuter.standalone.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.CommandType;
import commuter.schemas.Json;
import commuter.schemas.ReservoirId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command that the client is to send.
 *
 * @param vehicleId null for commands that need none
 * @param expiresAt null for a command that is never too late
 */
record Task(
        CommandType type,
        String commandId,
        String passengerId,
        ReservoirId reservoir,
        @Nullable String vehicleId,
        @Nullable Instant expiresAt) {

    /** The same, too late after this moment. */
    Task expiring(Instant moment) {
        return new Task(type, commandId, passengerId, reservoir, vehicleId, moment);
    }

    /** The task as the client reads it: one line of JSON, without the end of the line. */
    String line() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("do", type.name().toLowerCase(Locale.ROOT));
        fields.put("command_id", commandId);
        fields.put("passenger_id", passengerId);
        fields.put("reservoir", reservoir);
        if (vehicleId != null) {
            fields.put("vehicle_id", vehicleId);
        }
        if (expiresAt != null) {
            fields.put("expires_at", expiresAt);
        }
        return new String(Json.write(fields), UTF_8);
    }
}
