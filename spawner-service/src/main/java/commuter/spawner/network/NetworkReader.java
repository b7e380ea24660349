package commuter.spawner.network;

import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a GTFS feed into a {@link Network}. */
public final class NetworkReader {
    private final FeedFiles files;
    private final Findings findings;

    private NetworkReader(FeedFiles files) {
        this.files = files;
        this.findings = new Findings(files.name());
    }

    /**
     * Checks and reads a feed, each file once. What is wrong is told all at once; what can be lived with is among the
     * network's warnings.
     *
     * @param location a zip, a folder, or the http(s) address of a zip; empty for the feed that ships with the project
     * @throws FeedException when the feed cannot be used; each line of its message names file, line and field
     */
    public static Network read(String location) {
        try (FeedFiles files = FeedFiles.open(location)) {
            return new NetworkReader(files).network();
        } catch (IOException e) {
            throw new FeedException("gtfs " + location, "cannot be read: " + e.getMessage(), e);
        }
    }

    private Network network() throws IOException {
        ZoneId zone = new AgencyReader().read(files, findings);
        StopReader stopReader = new StopReader();
        Map<String, Stop> stops = stopReader.read(files, findings);
        Map<String, RouteReader.Entry> entries = new RouteReader().read(files, findings);
        ServiceCalendar.Builder calendar = new CalendarReader().read(files, findings);
        Map<String, TimedTrip> trips = new TripReader(entries, calendar, stops).read(files, findings);
        PatternReader patterns = new PatternReader(new ShapeReader().read(files, findings));
        findings.throwIfAny();

        List<String> unusable = new ArrayList<>();
        List<Route> routes = routes(entries, trips, patterns, unusable);
        ServiceCalendar services = calendar.build(tripsOfService(trips));
        if (routes.isEmpty() || services == null) {
            throw new FeedException(
                    files.name(), "has no route with a trip of at least two stops: nobody could ride anywhere");
        }
        return new Network(
                files.name(), zone, services, routes, unusable, findings.warnings(), stopReader.count(), trips.size());
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
                unusable.add(id);
            } else {
                routes.add(new Route(id, entry.shortName(), entry.longName(), entry.color(), patterns));
            }
        });
        return routes;
    }

    private static Map<String, Integer> tripsOfService(Map<String, TimedTrip> trips) {
        Map<String, Integer> counts = new HashMap<>();
        trips.values().forEach(trip -> counts.merge(trip.serviceId(), trip.runs(), Integer::sum));
        return counts;
    }
}
