package commuter.schemas;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.util.NameTransformer;

/**
 * Writes passengers field by field. Every passenger is written several times on the way, and with reflection this took
 * a fifth of the reservoir's time. Thread-safe.
 */
public final class PassengerJson extends StdSerializer<Passenger> {
    public PassengerJson() {
        super(Passenger.class);
    }

    @Override
    public void serialize(Passenger passenger, JsonGenerator json, SerializationContext context) {
        json.writeStartObject();
        writeFields(passenger, json);
        json.writeEndObject();
    }

    /** For a passenger whose fields are inlined in another record. */
    @Override
    public ValueSerializer<Passenger> unwrappingSerializer(NameTransformer unwrapper) {
        return new Unwrapped();
    }

    /** Writes the fields into an object that has been started. Fields without a value are left out. */
    public static void writeFields(Passenger passenger, JsonGenerator json) {
        json.writeStringProperty("passenger_id", passenger.passengerId());
        json.writeStringProperty("reservoir", passenger.reservoir().toString());
        json.writeStringProperty("route_id", passenger.routeId());
        writeText("depot_id", passenger.depotId(), json);
        json.writeStringProperty("direction", passenger.direction().name());
        writeText("stop_id", passenger.stopId(), json);
        json.writeNumberProperty("latitude", passenger.latitude());
        json.writeNumberProperty("longitude", passenger.longitude());
        writeText("destination_stop_id", passenger.destinationStopId(), json);
        json.writeNumberProperty("destination_lat", passenger.destinationLat());
        json.writeNumberProperty("destination_lon", passenger.destinationLon());
        json.writeStringProperty("destination_name", passenger.destinationName());
        writeInstant("spawned_at", passenger.spawnedAt(), json);
        writeInstant("expires_at", passenger.expiresAt(), json);
        writeInstant("boarded_at", passenger.boardedAt(), json);
        writeInstant("alighted_at", passenger.alightedAt(), json);
        writeInstant("cancelled_at", passenger.cancelledAt(), json);
        writeText("vehicle_id", passenger.vehicleId(), json);
        json.writeStringProperty("status", passenger.status().name());
        json.writeNumberProperty("priority", passenger.priority());
        json.writeNumberProperty("version", passenger.version());
    }

    private static void writeText(String name, @Nullable String value, JsonGenerator json) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }

    private static void writeInstant(String name, @Nullable Instant value, JsonGenerator json) {
        if (value != null) {
            json.writeStringProperty(name, InstantJson.format(value));
        }
    }

    private static final class Unwrapped extends StdSerializer<Passenger> {
        Unwrapped() {
            super(Passenger.class);
        }

        @Override
        public void serialize(Passenger passenger, JsonGenerator json, SerializationContext context) {
            writeFields(passenger, json);
        }

        @Override
        public boolean isUnwrappingSerializer() {
            return true;
        }
    }
}
