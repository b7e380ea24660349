package commuter.schemas;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads spawn requests, by far the most frequent record, field by field. With reflection this took a fifth of the
 * reservoir's time. Unusual requests are left to {@link Json}, which can explain what is wrong. For one record.
 */
final class SpawnRequestJson {
    private @Nullable String passengerId;
    private @Nullable ReservoirId reservoir;
    private @Nullable String routeId;
    private @Nullable String depotId;
    private @Nullable Direction direction;
    private @Nullable String stopId;
    private double latitude = Double.NaN;
    private double longitude = Double.NaN;
    private @Nullable String destinationStopId;
    private double destinationLat = Double.NaN;
    private double destinationLon = Double.NaN;
    private @Nullable String destinationName;
    private @Nullable Instant spawnTime;
    private @Nullable Instant expiresAt;
    private @Nullable Integer priority;

    private SpawnRequestJson() {}

    /** @throws InvalidRecordException as {@link Json#read} */
    static SpawnRequest read(byte @Nullable [] json) {
        SpawnRequest usual = json == null ? null : readUsual(json);
        return usual == null ? Json.read(json, SpawnRequest.class) : usual;
    }

    private static @Nullable SpawnRequest readUsual(byte[] bytes) {
        SpawnRequestJson request = new SpawnRequestJson();
        try (JsonParser json = Json.MAPPER.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                if (!request.readField(name, json, json.nextToken())) {
                    return null;
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                return null;
            }
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            return null; // Json says what is wrong
        }
        return request.isComplete() ? request.build() : null;
    }

    private boolean readField(String name, JsonParser json, JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> readText(name, json.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> readNumber(name, json, token);
            default -> false;
        };
    }

    private boolean readText(String name, String value) {
        switch (name) {
            case "passenger_id" -> passengerId = value;
            case "reservoir" -> reservoir = ReservoirId.parse(value);
            case "route_id" -> routeId = value;
            case "depot_id" -> depotId = value;
            case "direction" -> direction = Direction.valueOf(value);
            case "stop_id" -> stopId = value;
            case "destination_stop_id" -> destinationStopId = value;
            case "destination_name" -> destinationName = value;
            case "spawn_time" -> spawnTime = InstantJson.parse(value);
            case "expires_at" -> expiresAt = InstantJson.parse(value);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean readNumber(String name, JsonParser json, JsonToken token) {
        switch (name) {
            case "latitude" -> latitude = json.getDoubleValue();
            case "longitude" -> longitude = json.getDoubleValue();
            case "destination_lat" -> destinationLat = json.getDoubleValue();
            case "destination_lon" -> destinationLon = json.getDoubleValue();
            case "priority" -> priority = token == JsonToken.VALUE_NUMBER_INT ? json.getIntValue() : null;
            default -> {
                return false;
            }
        }
        return token == JsonToken.VALUE_NUMBER_INT || !name.equals("priority");
    }

    private boolean isComplete() {
        return passengerId != null
                && reservoir != null
                && routeId != null
                && direction != null
                && spawnTime != null
                && !Double.isNaN(latitude + longitude + destinationLat + destinationLon);
    }

    @SuppressWarnings("NullAway") // isComplete() has checked the required fields
    private SpawnRequest build() {
        return new SpawnRequest(
                passengerId,
                reservoir,
                routeId,
                depotId,
                direction,
                stopId,
                latitude,
                longitude,
                destinationStopId,
                destinationLat,
                destinationLon,
                destinationName,
                spawnTime,
                expiresAt,
                priority);
    }
}
