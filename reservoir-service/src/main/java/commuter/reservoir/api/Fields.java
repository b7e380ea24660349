package commuter.reservoir.api;

import commuter.schemas.InvalidRecordException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The fields that a body may have. Unknown fields are refused: otherwise a misspelt field would be ignored without a
 * message. Immutable.
 */
final class Fields {
    private final TreeSet<String> known;

    private Fields(Stream<String> known) {
        this.known = new TreeSet<>(known.toList());
    }

    /** The fields of a record, and some more. */
    static Fields of(Class<? extends Record> type, String... others) {
        return new Fields(Stream.concat(
                Arrays.stream(type.getRecordComponents()).map(each -> inJson(each.getName())), Stream.of(others)));
    }

    static String inJson(String component) {
        return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** @throws InvalidRecordException for the first unknown field */
    void check(JsonNode body) {
        List<String> unknown = body.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .toList();
        if (!unknown.isEmpty()) {
            throw new InvalidRecordException(
                    unknown.get(0), "is no field of this call; it takes " + String.join(", ", known));
        }
    }
}
