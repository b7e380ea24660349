package commuter.spawner.network;

import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a GTFS feed into a {@link Network}. */
public final class NetworkReader {
    private final FeedFiles files;
    private final FeedNotices notices;

    private NetworkReader(FeedFiles files) {
        this.files = files;
        this.notices = new FeedNotices(files.name());
    }

    /** The same as {@link #read(String, FeedLimits)}, with the default limits. */
    public static Network read(String location) {
        return read(location, FeedLimits.DEFAULT);
    }

    /**
     * Checks and reads a feed, each file once. All errors are reported at once; problems that do not prevent its use
     * are among the network's warnings.
     *
     * @param location a zip, a folder, or the http(s) address of a zip; empty for the feed that ships with the project
     * @throws FeedException when the feed cannot be used, or is larger than the limits; each line of its message names
     *     file, line and field
     */
    public static Network read(String location, FeedLimits limits) {
        try (FeedFiles files = FeedFiles.open(location, limits)) {
            return new NetworkReader(files).network();
        } catch (IOException e) {
            throw new FeedException("gtfs " + location, "cannot be read: " + e.getMessage(), e);
        }
    }

    private Network network() throws IOException {
        if (!files.others().isEmpty()) {
            notices.warn("", "has other feeds in folders within it, which are not read: " + files.others());
        }
        ZoneId zone = new AgencyReader().read(files, notices);
        Stops stops = new StopReader().read(files, notices);
        Map<String, RouteReader.Entry> entries = new RouteReader().read(files, notices);
        Schedule.Builder schedule = new CalendarReader().read(files, notices);
        TripReader tripReader = new TripReader(entries, schedule, stops);
        Map<String, TimedTrip> trips = tripReader.read(files, notices);
        PatternReader patterns = new PatternReader(new ShapeReader().read(files, notices));
        notices.throwIfAny();

        List<String> unusable = new ArrayList<>();
        List<Route> routes = routes(entries, trips, patterns, unusable);
        ServiceCalendar calendar = calendar(schedule.build(), routes);
        return new Network(
                files.name(),
                zone,
                calendar,
                routes,
                unusable,
                notices.warnings(),
                new FeedSize(
                        stops.listed(),
                        stops.leftOutCount(),
                        tripReader.listed(),
                        tripReader.listed() - patterns.used()),
                unserved(stops, routes));
    }

    private ServiceCalendar calendar(Schedule schedule, List<Route> routes) {
        DailyTrips trips = new DailyTrips(schedule, tripsOfService(routes));
        if (routes.isEmpty()) {
            notices.error("", "has no route with a trip of at least two stops: nobody could ride anywhere");
        } else if (trips.periods().isEmpty()) {
            notices.error(
                    "",
                    "no trip runs on any day: calendar.txt and calendar_dates.txt have no day for the services of"
                            + " trips.txt");
        }
        notices.throwIfAny();
        return new ServiceCalendar(schedule, trips);
    }

    /** The ids of stops at which no trip calls. */
    private static List<String> unserved(Stops stops, List<Route> routes) {
        Set<String> unserved = new LinkedHashSet<>(stops.byId().keySet());
        unserved.retainAll(stops.boarding());
        routes.forEach(route -> route.listStops().forEach(stop -> unserved.remove(stop.id())));
        return List.copyOf(unserved);
    }

    private static List<Route> routes(
            Map<String, RouteReader.Entry> entries,
            Map<String, TimedTrip> trips,
            PatternReader reader,
            List<String> unusable) {
        Map<String, List<TimedTrip>> byRoute = new LinkedHashMap<>();
        trips.values()
                .forEach(trip -> byRoute.computeIfAbsent(trip.routeId(), route -> new ArrayList<>())
                        .add(trip));
        List<Route> routes = new ArrayList<>();
        entries.forEach((id, entry) -> {
            List<Pattern> patterns = reader.read(byRoute.getOrDefault(id, List.of()));
            if (patterns.isEmpty()) {
                entry.line()
                        .warn("route_id", Quote.of(id) + " has no trip that anybody could ride: nobody comes there");
                unusable.add(id);
            } else {
                routes.add(new Route(id, entry.shortName(), entry.longName(), entry.color(), patterns));
            }
        });
        return routes;
    }

    private static Map<String, Long> tripsOfService(List<Route> routes) {
        Map<String, Long> counts = new HashMap<>();
        for (Route route : routes) {
            for (Pattern pattern : route.patterns()) {
                pattern.services().forEach(service -> counts.merge(service.id(), service.runs(), Long::sum));
            }
        }
        return counts;
    }
}
