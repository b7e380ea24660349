package commuter.reservoir.api;

import commuter.reservoir.repository.PassengerQuery.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Parses the parameter {@code sort}: fields separated by commas, with a minus before descending ones. */
final class Sorting {
    private static final Set<String> FIELDS = new TreeSet<>(Set.of(
            "alighted_at",
            "boarded_at",
            "cancelled_at",
            "depot_id",
            "expires_at",
            "passenger_id",
            "priority",
            "route_id",
            "spawned_at",
            "status",
            "vehicle_id"));

    private Sorting() {}

    /** The passenger's id is added as the last field, so that pages neither repeat nor miss a passenger. */
    static List<Order> read(@Nullable String text) {
        List<Order> orders = new ArrayList<>();
        for (String each : (text == null ? "spawned_at" : text).split(",", -1)) {
            orders.add(order(each.strip()));
        }
        if (orders.stream().noneMatch(order -> order.field().equals("passenger_id"))) {
            orders.add(new Order("passenger_id", false));
        }
        return orders;
    }

    private static Order order(String text) {
        boolean descending = text.startsWith("-") || text.endsWith(":desc");
        String field = text.replaceFirst("^-", "").replaceFirst(":(asc|desc)$", "");
        if (!FIELDS.contains(field)) {
            throw new InvalidParameterException("sort", text, "one of " + FIELDS + ", with a minus to descend");
        }
        return new Order(field, descending);
    }
}
