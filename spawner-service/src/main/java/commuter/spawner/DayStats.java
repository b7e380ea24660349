package commuter.spawner;

import commuter.spawner.demand.Demand;
import commuter.spawner.demand.DrawnPassenger;
import commuter.spawner.demand.Explanation;
import commuter.spawner.demand.GoodnessOfFit;
import commuter.spawner.demand.Spawner;
import commuter.spawner.demand.TimeWindow;
import commuter.spawner.seeding.SeedSlice;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Drawn and expected passengers, by route and by the hour in which they appear. */
final class DayStats {
    private static final Duration HOUR = Duration.ofHours(1);

    private final ZoneId zone;
    private final Map<String, Map<Instant, GoodnessOfFit.Cell>> cells = new TreeMap<>();

    private DayStats(ZoneId zone) {
        this.zone = zone;
    }

    /** Draws the slice. */
    static DayStats draw(SeedSlice slice, Demand demand, Duration window, ZoneId zone) {
        DayStats stats = new DayStats(zone);
        for (Explanation hour : slice.explain(demand)) {
            stats.add(hour.routeId(), hour.from(), new GoodnessOfFit.Cell(0, hour.lambda()));
        }
        for (TimeWindow next : slice.windows(window)) {
            for (Spawner spawner : slice.spawners(demand)) {
                for (DrawnPassenger passenger : slice.draw(spawner, demand.seed(), next)) {
                    stats.add(passenger.boarding().route().id(), passenger.at(), new GoodnessOfFit.Cell(1, 0));
                }
            }
        }
        return stats;
    }

    /** Whether no passenger was drawn, and none was expected. */
    boolean isEmpty() {
        return cells.isEmpty();
    }

    List<String> routes() {
        return List.copyOf(cells.keySet());
    }

    /** From the first hour with any demand to the last; empty hours between them are included. */
    List<Instant> hours() {
        TreeSet<Instant> busy = new TreeSet<>();
        cells.values().forEach(hours -> busy.addAll(hours.keySet()));
        return busy.isEmpty()
                ? List.of()
                : Stream.iterate(busy.first(), hour -> !hour.isAfter(busy.last()), hour -> hour.plus(HOUR))
                        .toList();
    }

    GoodnessOfFit.Cell at(String route, Instant hour) {
        return cells.getOrDefault(route, Map.of()).getOrDefault(hour, new GoodnessOfFit.Cell(0, 0));
    }

    /** All routes in an hour. */
    GoodnessOfFit.Cell at(Instant hour) {
        return routes().stream()
                .map(route -> at(route, hour))
                .reduce(new GoodnessOfFit.Cell(0, 0), GoodnessOfFit.Cell::plus);
    }

    /** A route over all hours. */
    GoodnessOfFit.Cell of(String route) {
        return hours().stream()
                .map(hour -> at(route, hour))
                .reduce(new GoodnessOfFit.Cell(0, 0), GoodnessOfFit.Cell::plus);
    }

    GoodnessOfFit fit(String route) {
        return GoodnessOfFit.of(hours().stream().map(hour -> at(route, hour)).toList());
    }

    /** Every route and hour separately. */
    GoodnessOfFit fit() {
        List<GoodnessOfFit.Cell> all = new ArrayList<>();
        routes().forEach(route -> hours().forEach(hour -> all.add(at(route, hour))));
        return GoodnessOfFit.of(all);
    }

    private void add(String route, Instant at, GoodnessOfFit.Cell more) {
        Instant hour = at.atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant();
        cells.computeIfAbsent(route, id -> new TreeMap<>()).merge(hour, more, GoodnessOfFit.Cell::plus);
    }
}
