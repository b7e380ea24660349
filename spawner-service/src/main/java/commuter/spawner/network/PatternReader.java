package commuter.spawner.network;

import commuter.schemas.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.onebusaway.gtfs.model.AgencyAndId;
import org.onebusaway.gtfs.model.StopTime;
import org.onebusaway.gtfs.model.Trip;
import org.onebusaway.gtfs.services.GtfsRelationalDao;

/** Finds out how a route's trips run: trips with the same calls in the same direction are one pattern. */
final class PatternReader {
    private static final int NOT_AVAILABLE = 1;
    private static final String INBOUND = "1";

    private final GtfsRelationalDao dao;
    private final Map<AgencyAndId, Stop> stops;

    PatternReader(GtfsRelationalDao dao) {
        this.dao = dao;
        this.stops = stops(dao);
    }

    /** The patterns that a passenger can ride, the most frequent first. */
    List<Pattern> read(org.onebusaway.gtfs.model.Route route) {
        Map<Run, List<Trip>> tripsByRun = new LinkedHashMap<>();
        dao.getTripsForRoute(route).stream()
                .sorted(Comparator.comparing(trip -> trip.getId().getId()))
                .forEach(trip -> tripsByRun
                        .computeIfAbsent(run(trip), run -> new ArrayList<>())
                        .add(trip));
        List<Run> mostFrequentFirst = tripsByRun.keySet().stream()
                .filter(run -> run.calls().size() > 1)
                .sorted(Comparator.comparingInt(run -> -tripsOf(run, tripsByRun).size()))
                .toList();
        return mostFrequentFirst.stream()
                .map(run -> pattern(run, mostFrequentFirst.get(0), tripsOf(run, tripsByRun)))
                .filter(Pattern::isUsable)
                .toList();
    }

    private static List<Trip> tripsOf(Run run, Map<Run, List<Trip>> tripsByRun) {
        return tripsByRun.getOrDefault(run, List.of());
    }

    private Run run(Trip trip) {
        return new Run(
                Blank.toNull(trip.getDirectionId()),
                dao.getStopTimesForTrip(trip).stream().map(this::call).toList());
    }

    private Call call(StopTime time) {
        Stop stop = Objects.requireNonNull(stops.get(time.getStop().getId()));
        return new Call(stop, time.getPickupType() != NOT_AVAILABLE, time.getDropOffType() != NOT_AVAILABLE);
    }

    private Pattern pattern(Run run, Run main, List<Trip> trips) {
        return new Pattern(run.direction(main), run.calls(), trips.size(), path(run, trips));
    }

    private List<Position> path(Run run, List<Trip> trips) {
        return trips.stream()
                .map(Trip::getShapeId)
                .filter(Objects::nonNull)
                .map(this::shape)
                .filter(points -> points.size() > 1)
                .findFirst()
                .orElseGet(() ->
                        run.calls().stream().map(call -> call.stop().position()).toList());
    }

    private List<Position> shape(AgencyAndId id) {
        return dao.getShapePointsForShapeId(id).stream()
                .map(point -> new Position(point.getLat(), point.getLon()))
                .toList();
    }

    private static Map<AgencyAndId, Stop> stops(GtfsRelationalDao dao) {
        Map<String, Stop.Station> stations = new HashMap<>();
        for (org.onebusaway.gtfs.model.Stop stop : dao.getAllStops()) {
            if (stop.isLatSet() && stop.isLonSet()) {
                stations.put(stop.getId().getId(), new Stop.Station(stop.getId().getId(), name(stop), position(stop)));
            }
        }
        Map<AgencyAndId, Stop> stops = new HashMap<>();
        for (org.onebusaway.gtfs.model.Stop stop : dao.getAllStops()) {
            if (stop.isLatSet() && stop.isLonSet()) {
                String parent = Blank.toNull(stop.getParentStation());
                Stop.@Nullable Station station = parent == null ? null : stations.get(parent);
                stops.put(stop.getId(), new Stop(stop.getId().getId(), name(stop), position(stop), station));
            }
        }
        return stops;
    }

    private static Position position(org.onebusaway.gtfs.model.Stop stop) {
        return new Position(stop.getLat(), stop.getLon());
    }

    private static String name(org.onebusaway.gtfs.model.Stop stop) {
        String name = Blank.toNull(stop.getName());
        return name == null ? stop.getId().getId() : name;
    }

    /** What makes trips alike. */
    private record Run(@Nullable String directionId, List<Call> calls) {

        /**
         * The feed's direction or, where it gives none, a guess: what heads against the route's main run is inbound.
         */
        Direction direction(Run main) {
            if (directionId != null) {
                return directionId.equals(INBOUND) ? Direction.INBOUND : Direction.OUTBOUND;
            }
            return north() * main.north() + east() * main.east() < 0 ? Direction.INBOUND : Direction.OUTBOUND;
        }

        private double north() {
            return last().latitude() - first().latitude();
        }

        private double east() {
            return last().longitude() - first().longitude();
        }

        private Position first() {
            return calls.get(0).stop().position();
        }

        private Position last() {
            return calls.get(calls.size() - 1).stop().position();
        }
    }
}
