package commuter.reservoir.strapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.reservoir.passenger.PassengerDirectory;
import commuter.reservoir.passenger.PassengerQuery;
import commuter.reservoir.passenger.StoredRow;
import java.net.URLEncoder;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Passengers in Strapi, by its stock route with filters. */
final class StrapiPassengerDirectory implements PassengerDirectory {
    private final StrapiClient strapi;

    StrapiPassengerDirectory(StrapiClient strapi) {
        this.strapi = strapi;
    }

    private record Rows(List<JsonNode> data, Meta meta) {}

    private record Meta(Pagination pagination) {}

    private record Pagination(long total) {}

    @Override
    public Page list(PassengerQuery query) {
        Rows rows = strapi.get("/api/active-passengers?" + parameters(query)).as(Rows.class);
        return new Page(
                ReadableRows.of(rows.data()).stream().map(StoredRow::passenger).toList(),
                rows.meta().pagination().total());
    }

    private static String parameters(PassengerQuery query) {
        Parameters all = new Parameters();
        all.anyOf("route_id", query.routeIds());
        all.filter("depot_id", "$eq", query.depotId());
        all.filter("vehicle_id", "$eq", query.vehicleId());
        all.filter("spawned_at", "$gte", query.from());
        all.filter("spawned_at", "$lt", query.until());
        all.anyOf("status", query.statuses());
        PassengerQuery.Area area = query.area();
        if (area != null) {
            all.filter("latitude", "$gte", area.south());
            all.filter("latitude", "$lte", area.north());
            all.filter("longitude", "$gte", area.west());
            all.filter("longitude", "$lte", area.east());
        }
        all.after(query.order(), query.after());
        int i = 0;
        for (PassengerQuery.Order order : query.order()) {
            all.put("sort[" + i++ + "]", order.field() + (order.descending() ? ":desc" : ":asc"));
        }
        all.put("pagination[page]", query.page());
        all.put("pagination[pageSize]", query.pageSize());
        return all.toString();
    }

    /** A query string, with what is null left out. */
    private static final class Parameters {
        private final StringJoiner text = new StringJoiner("&");

        void filter(String field, String operator, @Nullable Object value) {
            if (value != null) {
                put("filters[" + field + "][" + operator + "]", value);
            }
        }

        void anyOf(String field, Collection<?> values) {
            int i = 0;
            for (Object value : values) {
                put("filters[" + field + "][$in][" + i++ + "]", value);
            }
        }

        /** Behind in the first field, or equal there and behind in the second, and so on. */
        void after(List<PassengerQuery.Order> order, List<String> values) {
            for (int last = 0; last < values.size(); last++) {
                String either = "filters[$or][" + last + "]";
                for (int i = 0; i < last; i++) {
                    put(either + "[" + order.get(i).field() + "][$eq]", values.get(i));
                }
                PassengerQuery.Order decisive = order.get(last);
                String beyond = decisive.descending() ? "[$lt]" : "[$gt]";
                put(either + "[" + decisive.field() + "]" + beyond, values.get(last));
            }
        }

        void put(String name, Object value) {
            text.add(URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value.toString(), UTF_8));
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
