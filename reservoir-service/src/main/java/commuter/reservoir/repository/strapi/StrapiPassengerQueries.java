package commuter.reservoir.repository.strapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.reservoir.repository.NearbyQuery;
import commuter.reservoir.repository.PassengerQueries;
import commuter.reservoir.repository.PassengerQuery;
import commuter.reservoir.repository.StoredRow;
import commuter.schemas.PassengerStatus;
import commuter.schemas.ReservoirId;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Passenger queries in Strapi: by its standard route with filters, and around a place by a route of this project. */
final class StrapiPassengerQueries implements PassengerQueries {
    private static final int READS_AT_ONCE = 4;
    private static final int READS_WAITING = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Bulkhead reads = new Bulkhead(READS_AT_ONCE, READS_WAITING, PATIENCE);
    /** With SQLite, Strapi can do nothing else while it searches around a place. */
    private final Bulkhead places = new Bulkhead(1, READS_WAITING, PATIENCE);

    private final StrapiClient strapi;

    StrapiPassengerQueries(StrapiClient strapi) {
        this.strapi = strapi;
    }

    private record Rows(List<JsonNode> data, Meta meta) {}

    private record Meta(Pagination pagination) {}

    private record Pagination(long total) {}

    private record Place(
            double latitude,
            double longitude,
            double radiusKm,
            Set<PassengerStatus> statuses,
            @Nullable Set<String> routeIds,
            @Nullable Instant at,
            int limit) {
        static Place of(NearbyQuery query) {
            return new Place(
                    query.latitude(),
                    query.longitude(),
                    query.radiusKm(),
                    query.statuses(),
                    query.routeIds().isEmpty() ? null : query.routeIds(),
                    query.at(),
                    query.limit());
        }
    }

    private record Asked(Collection<ReservoirId> reservoirs) {}

    private record Waiting(Set<ReservoirId> data) {}

    private record Near(List<JsonNode> data, long total) {}

    @Override
    public Page nearby(NearbyQuery query) {
        Near near = places.read(() ->
                strapi.post("/api/active-passengers/nearby", Place.of(query)).as(Near.class));
        return new Page(
                ReadableRows.of(near.data()).stream().map(StoredRow::passenger).toList(), near.total());
    }

    @Override
    public Set<ReservoirId> waiting(Collection<ReservoirId> reservoirs) {
        return reads.read(() -> strapi.post("/api/active-passengers/waiting", new Asked(reservoirs))
                .as(Waiting.class)
                .data());
    }

    @Override
    public Page list(PassengerQuery query) {
        Rows rows = reads.read(
                () -> strapi.get("/api/active-passengers?" + parameters(query)).as(Rows.class));
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
        all.after(query.order(), query.after());
        int i = 0;
        for (PassengerQuery.Order order : query.order()) {
            all.put("sort[" + i++ + "]", order.field() + (order.descending() ? ":desc" : ":asc"));
        }
        all.put("pagination[page]", query.page());
        all.put("pagination[pageSize]", query.pageSize());
        return all.toString();
    }

    /** A query string without the parameters that are null. */
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

        /**
         * The filter for rows after the cursor: greater in the first field, or equal there and greater in the second,
         * and so on.
         */
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
