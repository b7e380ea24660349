package commuter.reservoir.api;

import commuter.reservoir.repository.PassengerQuery;
import commuter.reservoir.repository.PassengerQuery.Order;
import commuter.schemas.Json;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a page ended: the last passenger's values of the fields that the list is sorted by. The next page begins after
 * them, even if passengers were added or removed meanwhile. Callers treat it as opaque. It is valid only for the same
 * sort order.
 */
final class Cursor {
    /** Fields that every passenger has. Databases sort missing values differently. */
    private static final Set<String> FIELDS =
            Set.of("expires_at", "passenger_id", "priority", "route_id", "spawned_at", "status");

    private record Content(List<String> order, List<String> values) {
        Content {
            order = List.copyOf(order);
            values = List.copyOf(values);
        }
    }

    private Cursor() {}

    /** The cursor after a passenger; null when the order has a field that some passengers lack. */
    static @Nullable String after(Passenger last, List<Order> order) {
        if (!isPossible(order)) {
            return null;
        }
        JsonNode fields = Json.MAPPER.valueToTree(last);
        List<String> values =
                order.stream().map(each -> fields.path(each.field()).asString()).toList();
        byte[] content = Json.write(new Content(inWords(order), values));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
    }

    /** The query for the page after the cursor; without a cursor, the query itself. */
    static PassengerQuery apply(@Nullable String cursor, PassengerQuery query) {
        if (cursor == null) {
            return query;
        }
        if (!isPossible(query.order())) {
            throw new InvalidParameterException(
                    "sort", String.join(",", inWords(query.order())), "of " + FIELDS + " where after is given");
        }
        if (query.page() != 1) {
            throw new InvalidParameterException("page", query.page(), "left out where after is given");
        }
        return query.after(read(cursor, query.order()));
    }

    private static List<String> read(String cursor, List<Order> order) {
        try {
            Content content = Json.read(Base64.getUrlDecoder().decode(cursor), Content.class);
            if (inWords(order).equals(content.order) && content.values.size() == order.size()) {
                for (int i = 0; i < order.size(); i++) {
                    requireReadable(order.get(i).field(), content.values.get(i));
                }
                return content.values;
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // Reported below, like a cursor of another order. A record that cannot be read is an
            // IllegalArgumentException, too.
        }
        throw new InvalidParameterException("after", cursor, "the next of a list with the same sort");
    }

    /** An invalid cursor must not be reported as a failure of the database. */
    private static void requireReadable(String field, String value) {
        Object unused = switch (field) {
            case "expires_at", "spawned_at" -> Instant.parse(value);
            case "priority" -> Integer.valueOf(value);
            case "status" -> PassengerStatus.valueOf(value);
            default -> value;
        };
    }

    private static boolean isPossible(List<Order> order) {
        return order.stream().allMatch(each -> FIELDS.contains(each.field()));
    }

    private static List<String> inWords(List<Order> order) {
        List<String> words = new ArrayList<>();
        for (Order each : order) {
            words.add((each.descending() ? "-" : "") + each.field());
        }
        return words;
    }
}
