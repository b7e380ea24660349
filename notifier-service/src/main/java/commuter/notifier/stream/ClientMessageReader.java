package commuter.notifier.stream;

import static commuter.notifier.stream.InvalidMessageException.invalid;
import static commuter.notifier.stream.InvalidMessageException.missing;

import commuter.notifier.hub.EventFilter;
import commuter.notifier.stream.ClientMessage.Ping;
import commuter.notifier.stream.ClientMessage.Subscribe;
import commuter.notifier.stream.ClientMessage.Unsubscribe;
import commuter.schemas.EventType;
import commuter.schemas.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/** Reads a client's message, with its fields beside {@code type} or inside {@code data}. */
final class ClientMessageReader {

    private static final List<String> UNSUBSCRIBE = List.of("route", "depot", "routes", "depots");
    private static final List<String> SUBSCRIBE = Stream.concat(
                    UNSUBSCRIBE.stream(), Stream.of("types", "vehicles", "stats", "snapshot", "batch", "resume"))
            .toList();

    /** A field that appears twice is refused, because it would be ambiguous. */
    private static final ObjectReader STRICT =
            Json.MAPPER.reader().with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private ClientMessageReader() {}

    /** @throws InvalidMessageException which names the missing or invalid field */
    static ClientMessage read(byte[] json) {
        JsonNode message = parse(json);
        String type = text(message, "type");
        return switch (type == null ? "" : type) {
            case "subscribe" -> subscribe(fields(message, SUBSCRIBE));
            case "unsubscribe" -> new Unsubscribe(named(fields(message, UNSUBSCRIBE)));
            case "ping" -> new Ping();
            case "" -> throw missing("type", "is required: subscribe, unsubscribe or ping");
            default ->
                throw new InvalidMessageException(
                        "unknown_type", "type", "type: '" + type + "' must be subscribe, unsubscribe or ping");
        };
    }

    static Subscribe subscribe(JsonNode fields) {
        List<String> vehicles = texts(fields, "vehicles");
        EventFilter eventFilter = new EventFilter(
                types(texts(fields, "types")),
                vehicles == null ? Set.of() : Set.copyOf(vehicles),
                flag(fields, "stats"));
        boolean snapshot = flag(fields, "snapshot");
        if (snapshot
                && !(eventFilter.types().isEmpty() && eventFilter.vehicles().isEmpty())) {
            throw invalid("snapshot", "must not stand beside types or vehicles: what follows would not keep it true");
        }
        Selection named = selection(fields);
        Selection selection = named.isEmpty() && vehicles != null ? Selection.EVERYTHING : required(named);
        return new Subscribe(selection, eventFilter, flag(fields, "batch"), snapshot, text(fields, "resume"));
    }

    /** The fields beside {@code type}, or those inside {@code data}; unknown ones are refused. */
    private static JsonNode fields(JsonNode message, List<String> known) {
        JsonNode data = message.path("data");
        if (data.isMissingNode() || data.isNull()) {
            requireKnown(
                    message,
                    Stream.concat(Stream.of("type", "data"), known.stream()).toList());
            return message;
        }
        if (!data.isObject()) {
            throw invalid("data", data + " must be an object with the fields of the message");
        }
        requireKnown(message, List.of("type", "data"));
        requireKnown(data, known);
        return data;
    }

    private static void requireKnown(JsonNode fields, List<String> known) {
        fields.properties().forEach(field -> {
            if (!known.contains(field.getKey())) {
                throw new InvalidMessageException(
                        "unknown_field",
                        field.getKey(),
                        field.getKey() + ": " + field.getValue() + " is no field here; known are "
                                + String.join(", ", known));
            }
        });
    }

    private static JsonNode parse(byte[] json) {
        try {
            JsonNode message = STRICT.readTree(json);
            if (message.isObject()) {
                return message;
            }
        } catch (JacksonException e) {
            // The same answer as for JSON that is not an object.
        }
        throw new InvalidMessageException(
                "bad_json",
                null,
                "A message must be a JSON object in which no field stands twice, e.g."
                        + " {\"type\":\"subscribe\",\"route\":\"1A\"}");
    }

    private static Selection named(JsonNode fields) {
        return required(selection(fields));
    }

    private static Selection required(Selection selection) {
        if (selection.isEmpty()) {
            throw missing("route", "is required (or depot, routes, depots): an id, or * for all");
        }
        return selection;
    }

    private static Selection selection(JsonNode fields) {
        String route = text(fields, "route");
        String depot = text(fields, "depot");
        if (route != null && depot != null) {
            throw invalid("depot", "must not stand beside route: use routes and depots for several");
        }
        return new Selection(route, depot, texts(fields, "routes"), texts(fields, "depots"));
    }

    private static Set<EventType> types(@Nullable List<String> names) {
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        for (String name : names == null ? List.<String>of() : names) {
            types.add(Arrays.stream(EventType.values())
                    .filter(type -> type.frameType().equals(name) || type.name().equals(name.toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> invalid("types", "'" + name + "' must be one of " + knownTypes())));
        }
        return types;
    }

    private static String knownTypes() {
        return String.join(
                ", ",
                Arrays.stream(EventType.values()).map(EventType::frameType).toList());
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

    private static @Nullable List<String> texts(JsonNode fields, String name) {
        JsonNode value = fields.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : value) {
            if (!item.isString()) {
                throw invalid(name, item + " must be a string");
            }
            texts.add(item.stringValue());
        }
        if (!value.isArray() || texts.isEmpty()) {
            throw invalid(name, "must be an array of strings, with one at least");
        }
        return texts;
    }

    private static boolean flag(JsonNode fields, String name) {
        JsonNode value = fields.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw invalid(name, value + " must be true or false");
        }
        return value.isBoolean() && value.booleanValue();
    }
}
