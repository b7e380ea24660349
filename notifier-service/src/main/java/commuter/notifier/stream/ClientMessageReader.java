package commuter.notifier.stream;

import commuter.notifier.stream.ClientMessage.Ping;
import commuter.notifier.stream.ClientMessage.Subscribe;
import commuter.notifier.stream.ClientMessage.Unsubscribe;
import commuter.schemas.InvalidRecordException;
import commuter.schemas.Json;
import commuter.schemas.ReservoirId;
import commuter.schemas.ReservoirId.Kind;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads what a client says, with its fields beside {@code type} or inside {@code data}. */
final class ClientMessageReader {

    private ClientMessageReader() {}

    /** @throws InvalidMessageException naming the field that is missing or wrong */
    static ClientMessage read(byte[] json) {
        JsonNode message = parse(json);
        String type = text(message, "type");
        JsonNode fields = message.path("data").isObject() ? message.path("data") : message;
        return switch (type == null ? "" : type) {
            case "subscribe" -> new Subscribe(selector(fields), flag(fields, "stats"));
            case "unsubscribe" -> new Unsubscribe(selector(fields));
            case "ping" -> new Ping();
            case "" -> throw missing("type", "is required: subscribe, unsubscribe or ping");
            default ->
                throw new InvalidMessageException(
                        "unknown_type", "type", "type: '" + type + "' must be subscribe, unsubscribe or ping");
        };
    }

    private static JsonNode parse(byte[] json) {
        try {
            JsonNode message = Json.MAPPER.readTree(json);
            if (message.isObject()) {
                return message;
            }
        } catch (JacksonException e) {
            // The same answer as to JSON that is no object.
        }
        throw new InvalidMessageException(
                "bad_json", null, "A message must be a JSON object, e.g. {\"type\":\"subscribe\",\"route\":\"1A\"}");
    }

    private static ReservoirId selector(JsonNode fields) {
        String route = text(fields, "route");
        String depot = text(fields, "depot");
        if (route != null && depot != null) {
            throw invalid("depot", "must not stand beside route: send one message for each");
        }
        if (route != null) {
            return reservoir(Kind.ROUTE, "route", route);
        }
        if (depot != null) {
            return reservoir(Kind.DEPOT, "depot", depot);
        }
        throw missing("route", "is required (or depot): an id, or * for all");
    }

    private static ReservoirId reservoir(Kind kind, String field, String id) {
        try {
            return new ReservoirId(kind, id);
        } catch (InvalidRecordException e) {
            throw invalid(field, "must be an id of 1 to 255 characters, or * for all");
        }
    }

    private static @Nullable String text(JsonNode fields, String name) {
        JsonNode value = fields.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw invalid(name, value + " must be a string");
        }
        return value.stringValue();
    }

    private static boolean flag(JsonNode fields, String name) {
        JsonNode value = fields.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw invalid(name, value + " must be true or false");
        }
        return value.isBoolean() && value.booleanValue();
    }

    private static InvalidMessageException missing(String field, String problem) {
        return new InvalidMessageException("missing_field", field, field + ": " + problem);
    }

    private static InvalidMessageException invalid(String field, String problem) {
        return new InvalidMessageException("invalid_field", field, field + ": " + problem);
    }
}
