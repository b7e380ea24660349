package commuter.notifier.log;

import commuter.schemas.EventType;
import commuter.schemas.InvalidRecordException;
import commuter.schemas.Json;
import commuter.schemas.ReservoirId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The few fields of a record that decide who gets it. All others are only checked to be JSON, because clients get the
 * record's bytes unchanged.
 */
record RoutingFields(
        @Nullable String typeName,
        ReservoirId reservoir,
        @Nullable String route,
        @Nullable String vehicle) {
    private record OfPassenger(
            @Nullable String route, @Nullable String vehicle) {}

    /** @throws InvalidRecordException when the bytes are not a JSON object in UTF-8, or name no reservoir */
    static RoutingFields parse(byte @Nullable [] value) {
        // The second byte distinguishes UTF-8 from UTF-16, which the parser would accept and clients could not read.
        if (value == null || value.length < 2 || value[0] != '{' || value[1] == 0) {
            throw new InvalidRecordException("$", "must be a JSON object in UTF-8");
        }
        try (JsonParser parser = Json.MAPPER.createParser(value)) {
            return read(parser);
        } catch (JacksonException e) {
            throw new InvalidRecordException("$", "is no JSON: " + e.getOriginalMessage());
        }
    }

    /** @throws InvalidRecordException when it is missing or unknown */
    EventType type() {
        try {
            return EventType.valueOf(required("type", typeName));
        } catch (IllegalArgumentException e) {
            throw e instanceof InvalidRecordException
                    ? e
                    : new InvalidRecordException("type", "'" + typeName + "' is no event type");
        }
    }

    private static RoutingFields read(JsonParser parser) {
        String type = null;
        String reservoir = null;
        OfPassenger passenger = new OfPassenger(null, null);
        parser.nextToken();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("type")) {
                type = text(parser);
            } else if (name.equals("reservoir")) {
                reservoir = text(parser);
            } else if (name.equals("passenger") && parser.currentToken() == JsonToken.START_OBJECT) {
                passenger = passenger(parser);
            }
            parser.skipChildren();
        }
        if (parser.nextToken() != null) {
            throw new InvalidRecordException("$", "has something after the object");
        }
        return new RoutingFields(
                type, ReservoirId.parse(required("reservoir", reservoir)), passenger.route(), passenger.vehicle());
    }

    private static OfPassenger passenger(JsonParser parser) {
        String route = null;
        String vehicle = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("vehicle_id")) {
                vehicle = text(parser);
            } else if (name.equals("route_id")) {
                route = text(parser);
            }
            parser.skipChildren();
        }
        return new OfPassenger(route, vehicle);
    }

    private static @Nullable String text(JsonParser parser) {
        return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getString() : null;
    }

    private static String required(String field, @Nullable String value) {
        if (value == null) {
            throw new InvalidRecordException(field, "is required");
        }
        return value;
    }
}
