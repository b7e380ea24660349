package commuter.reservoir.api;

import commuter.access.Caller;
import commuter.reservoir.health.DependencyOutages;
import commuter.reservoir.repository.PassengerQuery;
import commuter.reservoir.reservoir.Reservoirs;
import commuter.schemas.PassengerStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Counts of passengers. */
@RestController
class StatsController {
    private static final Duration LONGEST = Duration.ofDays(2);
    private static final PassengerQuery EVERYBODY = new PassengerQuery(
            Set.of(), null, null, Set.of(), null, null, Sorting.read("passenger_id"), List.of(), 1, 1);

    private final Reservoirs reservoirs;
    private final RouteParameter routes;
    private final DependencyOutages outages;
    private final ApiSettings settings;

    StatsController(Reservoirs reservoirs, RouteParameter routes, DependencyOutages outages, ApiSettings settings) {
        this.reservoirs = reservoirs;
        this.routes = routes;
        this.outages = outages;
        this.settings = settings;
    }

    /**
     * @param byHour for the beginning of each hour, the passengers who appeared in it; hours are in the zone of the
     *     settings
     */
    record ManifestStats(
            Instant start, Instant end, long total, Map<PassengerStatus, Long> byStatus, Map<String, Long> byHour) {}

    /** @param down the systems that take no writes now, and since when */
    record MonitorStats(long total, Map<PassengerStatus, Long> byStatus, Map<String, Instant> down) {}

    /** Without a start, the range is the day before the end. Without an end, it ends now. */
    @GetMapping("/api/manifest/stats")
    ManifestStats manifest(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String route,
            @RequestParam(required = false) @Nullable String depot,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String start,
            @RequestParam(required = false) @Nullable String end) {
        TimeRange timeRange = TimeRange.between("start", start, "end", end);
        Instant until = timeRange.until() == null ? Instant.now() : timeRange.until();
        Instant from = timeRange.from() == null ? until.minus(Duration.ofDays(1)) : timeRange.from();
        if (Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw new InvalidParameterException(
                    "start", from, "at most " + LONGEST.toHours() + " hours before the end, " + until);
        }
        PassengerQuery query = new PassengerQuery(
                caller.routes(routes.find("route", route)),
                Parameters.name("depot", depot),
                null,
                Parameters.statuses(status),
                from,
                until,
                EVERYBODY.order(),
                List.of(),
                1,
                1);
        return new ManifestStats(from, until, count(query), byStatus(query), byHour(query, from, until));
    }

    @GetMapping("/api/monitor/stats")
    MonitorStats monitor() {
        Map<String, Instant> down = new LinkedHashMap<>();
        outages.current().forEach((part, outage) -> down.put(part.title(), outage.since()));
        return new MonitorStats(count(EVERYBODY), byStatus(EVERYBODY), down);
    }

    private Map<PassengerStatus, Long> byStatus(PassengerQuery query) {
        Map<PassengerStatus, Long> counts = new EnumMap<>(PassengerStatus.class);
        for (PassengerStatus each : PassengerStatus.values()) {
            boolean asked = query.statuses().isEmpty() || query.statuses().contains(each);
            counts.put(each, asked ? count(query.withStatus(each)) : 0);
        }
        return counts;
    }

    private Map<String, Long> byHour(PassengerQuery query, Instant from, Instant until) {
        Map<String, Long> counts = new LinkedHashMap<>();
        ZonedDateTime hour = from.atZone(settings.zone()).truncatedTo(ChronoUnit.HOURS);
        for (; hour.toInstant().isBefore(until); hour = hour.plusHours(1)) {
            Instant begin = later(hour.toInstant(), from);
            Instant end = hour.plusHours(1).toInstant();
            counts.put(
                    hour.toOffsetDateTime().toString(), count(query.between(begin, end.isAfter(until) ? until : end)));
        }
        return counts;
    }

    private long count(PassengerQuery query) {
        return reservoirs.list(query).total();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
