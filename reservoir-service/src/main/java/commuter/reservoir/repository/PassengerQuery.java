package commuter.reservoir.repository;

import commuter.schemas.PassengerStatus;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which passengers to list, and in what order. A field that is null or empty does not filter.
 *
 * @param routeIds of any of these routes
 * @param from first instant of {@code spawned_at}
 * @param until end of {@code spawned_at}, excluded
 * @param after values of the fields of {@code order}, after which the list begins; empty to begin with the first
 *     passenger
 * @param page counted from 1
 */
public record PassengerQuery(
        Set<String> routeIds,
        @Nullable String depotId,
        @Nullable String vehicleId,
        Set<PassengerStatus> statuses,
        @Nullable Instant from,
        @Nullable Instant until,
        List<Order> order,
        List<String> after,
        int page,
        int pageSize) {

    /**
     * A field to sort by.
     *
     * @param field as in the passenger's JSON
     */
    public record Order(String field, boolean descending) {}

    public PassengerQuery withStatus(PassengerStatus status) {
        return new PassengerQuery(
                routeIds, depotId, vehicleId, Set.of(status), from, until, order, after, page, pageSize);
    }

    public PassengerQuery between(Instant newFrom, Instant newUntil) {
        return new PassengerQuery(
                routeIds, depotId, vehicleId, statuses, newFrom, newUntil, order, after, page, pageSize);
    }

    /** The same query for passengers after these values of the fields of the order, from the first page on. */
    public PassengerQuery after(List<String> values) {
        return new PassengerQuery(
                routeIds, depotId, vehicleId, statuses, from, until, order, List.copyOf(values), 1, pageSize);
    }
}
