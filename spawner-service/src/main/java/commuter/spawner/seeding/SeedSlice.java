package commuter.spawner.seeding;

import commuter.access.Caller;
import commuter.schemas.InvalidRecordException;
import commuter.schemas.ReservoirId;
import commuter.spawner.demand.Demand;
import commuter.spawner.demand.DrawnPassenger;
import commuter.spawner.demand.Explanation;
import commuter.spawner.demand.Spawner;
import commuter.spawner.demand.TimeWindow;
import commuter.spawner.network.Network;
import commuter.spawner.network.Route;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A slice of demand: some hours of one date, on all routes or some.
 *
 * @param from inclusive
 * @param to exclusive
 * @param routes their ids; empty for every route
 */
public record SeedSlice(LocalDate date, Instant from, Instant to, Set<String> routes, Set<ReservoirId.Kind> kinds) {
    private static final int MIDNIGHT = 24;

    /** Passengers can appear then in every time zone: their times are limited. */
    private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 2);

    private static final LocalDate LATEST = LocalDate.of(2199, 12, 30);

    /**
     * Builds the slice that a request asks for. Hours and days are in the feed's time zone.
     *
     * @param today the date there now; a weekday means the next such date, including today
     * @throws InvalidRecordException which names the invalid field
     */
    public static SeedSlice of(SeedRequest request, Network network, LocalDate today) {
        LocalDate date = date(request, today);
        int start = request.startHour() == null ? 0 : hour("start_hour", request.startHour(), MIDNIGHT - 1);
        int end = request.endHour() == null ? MIDNIGHT : hour("end_hour", request.endHour(), MIDNIGHT);
        // An end at 0 means the midnight that ends the day.
        int endOfDay = end == 0 ? MIDNIGHT : end;
        if (endOfDay <= start) {
            throw new InvalidRecordException("end_hour", end + " must be after start_hour " + start);
        }
        return new SeedSlice(
                date,
                instant(date, start, network.zone()),
                instant(date, endOfDay, network.zone()),
                routes(request.route(), network),
                kinds(request.spawnType()));
    }

    /**
     * The part of it that a caller may seed: if no route was named, the routes that are open to them.
     *
     * @throws commuter.access.RefusedException when a route was named that is closed to them
     */
    SeedSlice openTo(Caller caller) {
        routes.forEach(caller::requireRoute);
        return routes.isEmpty() ? new SeedSlice(date, from, to, caller.routes(null), kinds) : this;
    }

    /** The windows that the slice covers, in order. */
    public List<TimeWindow> windows(Duration length) {
        return Stream.iterate(
                        TimeWindow.containing(from, length),
                        window -> window.start().isBefore(to),
                        TimeWindow::next)
                .toList();
    }

    /** The spawners that draw passengers of the slice. */
    public List<Spawner> spawners(Demand demand) {
        return demand.spawners().stream().filter(this::covers).toList();
    }

    /** The passengers of a spawner's window that belong to the slice, in order of time. */
    public List<DrawnPassenger> draw(Spawner spawner, long seed, TimeWindow window) {
        return spawner.draw(seed, window).stream().filter(this::covers).toList();
    }

    private boolean covers(Spawner spawner) {
        // A route's reservoir has passengers of its own route only, so the others need not be drawn.
        ReservoirId reservoir = spawner.reservoir();
        boolean foreign = reservoir.kind() == ReservoirId.Kind.ROUTE && !covers(reservoir.id());
        return kinds.contains(reservoir.kind()) && !foreign;
    }

    private boolean covers(String routeId) {
        return routes.isEmpty() || routes.contains(routeId);
    }

    /** Whether all of it is open to a caller. */
    boolean isOpenTo(Caller caller) {
        return !caller.isRestricted() || (!routes.isEmpty() && routes.stream().allMatch(caller::sees));
    }

    private boolean covers(DrawnPassenger passenger) {
        return covers(passenger.boarding().route().id())
                && !passenger.at().isBefore(from)
                && passenger.at().isBefore(to);
    }

    /** The expected number of passengers, and why, hour by hour. */
    public List<Explanation> explain(Demand demand) {
        return spawners(demand).stream()
                .flatMap(spawner -> spawner.explain(from, to).stream())
                .filter(hour -> covers(hour.routeId()))
                .sorted(Comparator.comparing(Explanation::from))
                .toList();
    }

    private static LocalDate date(SeedRequest request, LocalDate today) {
        if (request.day() != null && request.date() != null) {
            throw new InvalidRecordException("day", "'" + request.day() + "' must be left out when a date is given");
        }
        if (request.date() != null) {
            return parseDate(request.date());
        }
        return request.day() == null ? today : today.with(TemporalAdjusters.nextOrSame(weekday(request.day())));
    }

    private static LocalDate parseDate(String date) {
        try {
            LocalDate parsed = LocalDate.parse(date);
            if (!parsed.isBefore(EARLIEST) && !parsed.isAfter(LATEST)) {
                return parsed;
            }
        } catch (DateTimeException e) {
            throw new InvalidRecordException("date", "'" + date + "' must be a date (YYYY-MM-DD)");
        }
        throw new InvalidRecordException("date", "'" + date + "' must be from " + EARLIEST + " to " + LATEST);
    }

    private static DayOfWeek weekday(String day) {
        return Arrays.stream(DayOfWeek.values())
                .filter(candidate -> candidate.name().equalsIgnoreCase(day))
                .findFirst()
                .orElseThrow(() -> new InvalidRecordException("day", "'" + day + "' must be monday to sunday"));
    }

    private static int hour(String field, int hour, int latest) {
        if (hour < 0 || hour > latest) {
            throw new InvalidRecordException(field, hour + " must be 0 to " + latest);
        }
        return hour;
    }

    private static Instant instant(LocalDate date, int hour, ZoneId zone) {
        return hour == MIDNIGHT
                ? date.plusDays(1).atStartOfDay(zone).toInstant()
                : date.atTime(hour, 0).atZone(zone).toInstant();
    }

    private static Set<String> routes(@Nullable String route, Network network) {
        if (route == null || route.equalsIgnoreCase("all")) {
            return Set.of();
        }
        return network.findRoute(route)
                .map(found -> Set.of(found.id()))
                .orElseThrow(() -> new InvalidRecordException(
                        "route", "'" + route + "' must be all or one of " + listRouteIds(network)));
    }

    private static String listRouteIds(Network network) {
        return network.routes().stream().map(Route::id).limit(20).collect(Collectors.joining(", "));
    }

    private static Set<ReservoirId.Kind> kinds(@Nullable String spawnType) {
        return switch (spawnType == null ? "both" : spawnType.toLowerCase(Locale.ROOT)) {
            case "route" -> EnumSet.of(ReservoirId.Kind.ROUTE);
            case "depot" -> EnumSet.of(ReservoirId.Kind.DEPOT);
            case "both" -> EnumSet.allOf(ReservoirId.Kind.class);
            default ->
                throw new InvalidRecordException("spawn_type", "'" + spawnType + "' must be route, depot or both");
        };
    }
}
