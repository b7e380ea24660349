package commuter.reservoir.api;

import commuter.access.Caller;
import commuter.reservoir.repository.PassengerQueries;
import commuter.reservoir.repository.PassengerQuery;
import commuter.reservoir.reservoir.Reservoirs;
import commuter.schemas.Passenger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists of passengers in any status, page by page, read from Strapi. */
@RestController
class ListController {
    private final Reservoirs reservoirs;
    private final RouteParameter routes;
    private final ApiSettings settings;

    ListController(Reservoirs reservoirs, RouteParameter routes, ApiSettings settings) {
        this.reservoirs = reservoirs;
        this.routes = routes;
        this.settings = settings;
    }

    /**
     * One page.
     *
     * @param total number on all pages; after a cursor, the number that remains
     * @param next where the next page begins, for the parameter {@code after}; null on the last page, and when the
     *     order has fields that not every passenger has
     */
    record Listing(
            List<Passenger> data,
            int page,
            int pageSize,
            long total,
            long pages,
            @Nullable String next) {}

    @GetMapping("/api/passengers")
    Listing passengers(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String route,
            @RequestParam(required = false) @Nullable String depot,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(name = "vehicle_id", required = false) @Nullable String vehicleId,
            @RequestParam(required = false) @Nullable String date,
            @RequestParam(name = "start_time", required = false) @Nullable String startTime,
            @RequestParam(name = "end_time", required = false) @Nullable String endTime,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(name = "page_size", defaultValue = "50") int pageSize,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String after) {
        TimeRange timeRange = TimeRange.of(date, startTime, endTime, settings.zone());
        return list(
                after,
                new PassengerQuery(
                        caller.routes(routes.find("route", route)),
                        Parameters.name("depot", depot),
                        Parameters.name("vehicle_id", vehicleId),
                        Parameters.statuses(status),
                        timeRange.from(),
                        timeRange.until(),
                        Sorting.read(sort),
                        List.of(),
                        Parameters.between("page", page, 1, 1_000_000),
                        Parameters.between("page_size", pageSize, 1, PassengerQueries.LARGEST_PAGE)));
    }

    @GetMapping("/api/manifest")
    Listing manifest(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String route,
            @RequestParam(required = false) @Nullable String depot,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String start,
            @RequestParam(required = false) @Nullable String end,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(name = "page_size", defaultValue = "100") int pageSize,
            @RequestParam(required = false) @Nullable String after) {
        TimeRange timeRange = TimeRange.between("start", start, "end", end);
        return list(
                after,
                new PassengerQuery(
                        caller.routes(routes.find("route", route)),
                        Parameters.name("depot", depot),
                        null,
                        Parameters.statuses(status),
                        timeRange.from(),
                        timeRange.until(),
                        Sorting.read(null),
                        List.of(),
                        Parameters.between("page", page, 1, 1_000_000),
                        Parameters.between("page_size", pageSize, 1, PassengerQueries.LARGEST_PAGE)));
    }

    private Listing list(@Nullable String after, PassengerQuery all) {
        PassengerQuery query = Cursor.apply(after, all);
        PassengerQueries.Page found = reservoirs.list(query);
        long pages = (found.total() + query.pageSize() - 1) / query.pageSize();
        return new Listing(
                found.passengers(), query.page(), query.pageSize(), found.total(), pages, next(query, found, pages));
    }

    private static @Nullable String next(PassengerQuery query, PassengerQueries.Page found, long pages) {
        List<Passenger> shown = found.passengers();
        return shown.isEmpty() || query.page() >= pages
                ? null
                : Cursor.after(shown.get(shown.size() - 1), query.order());
    }
}
