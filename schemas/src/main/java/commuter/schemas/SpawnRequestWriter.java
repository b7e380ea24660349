package commuter.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes spawn requests as text. Hundreds of thousands are seeded at once, and with Jackson, even field by field, this
 * took half of the spawner's time. Unusual requests are left to {@link Json}; both write the same. For one record.
 */
final class SpawnRequestWriter {
    private static final int LONGER_THAN_MOST = 512;

    private final StringBuilder json = new StringBuilder(LONGER_THAN_MOST);
    private boolean usual = true;

    private SpawnRequestWriter() {}

    static byte[] write(SpawnRequest request) {
        SpawnRequestWriter writer = new SpawnRequestWriter();
        writer.append(request);
        return writer.usual ? writer.json.toString().getBytes(UTF_8) : Json.write(request);
    }

    private void append(SpawnRequest request) {
        text("{\"passenger_id\":\"", request.passengerId());
        text(",\"reservoir\":\"", request.reservoir().toString());
        text(",\"route_id\":\"", request.routeId());
        text(",\"depot_id\":\"", request.depotId());
        text(",\"direction\":\"", request.direction().name());
        text(",\"stop_id\":\"", request.stopId());
        json.append(",\"latitude\":").append(request.latitude());
        json.append(",\"longitude\":").append(request.longitude());
        text(",\"destination_stop_id\":\"", request.destinationStopId());
        json.append(",\"destination_lat\":").append(request.destinationLat());
        json.append(",\"destination_lon\":").append(request.destinationLon());
        text(",\"destination_name\":\"", request.destinationName());
        instant(",\"spawn_time\":\"", request.spawnTime());
        instant(",\"expires_at\":\"", request.expiresAt());
        if (request.priority() != null) {
            json.append(",\"priority\":").append(request.priority().intValue());
        }
        json.append('}');
    }

    private void text(String begin, @Nullable String value) {
        if (value != null) {
            usual &= isUsual(value);
            json.append(begin).append(value).append('"');
        }
    }

    private void instant(String begin, @Nullable Instant value) {
        if (value != null) {
            json.append(begin).append(InstantJson.format(value)).append('"');
        }
    }

    /** Whether it can be written to JSON without escapes. */
    private static boolean isUsual(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
