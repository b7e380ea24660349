package commuter.spawner.network;

import commuter.schemas.Direction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Groups a route's trips: trips with the same calls in the same direction are one pattern. */
final class PatternReader {
    private static final String INBOUND = "1";

    private final Map<String, List<Position>> shapes;
    private int used;

    PatternReader(Map<String, List<Position>> shapes) {
        this.shapes = shapes;
    }

    /**
     * The patterns that a passenger can ride, the most frequent first.
     *
     * @param trips of one route
     */
    List<Pattern> read(Collection<TimedTrip> trips) {
        Map<Run, Timetable> timetables = new LinkedHashMap<>();
        for (TimedTrip trip : trips) {
            List<Span> spans = trip.spans();
            if (spans != null) {
                timetables
                        .computeIfAbsent(new Run(trip.directionId(), trip.calls()), run -> new Timetable())
                        .add(trip, spans);
            }
        }
        List<Map.Entry<Run, Timetable>> mostFrequentFirst = timetables.entrySet().stream()
                .sorted(Comparator.comparingLong(run -> -run.getValue().runs()))
                .toList();
        List<Pattern> patterns = new ArrayList<>();
        for (Map.Entry<Run, Timetable> run : mostFrequentFirst) {
            Pattern pattern = new Pattern(
                    run.getKey().direction(mostFrequentFirst.get(0).getKey()),
                    run.getKey().calls(),
                    run.getValue().services(),
                    path(run.getKey(), run.getValue()));
            if (pattern.isUsable()) {
                patterns.add(pattern);
                used += run.getValue().trips().size();
            } else {
                run.getValue().trips().forEach(PatternReader::warnOfUselessTrip);
            }
        }
        return patterns;
    }

    /** The number of trips of the patterns read so far. */
    int used() {
        return used;
    }

    private static void warnOfUselessTrip(TimedTrip trip) {
        trip.warn("trip_id", "the trip is left out: nobody can board anywhere and alight somewhere else");
    }

    private List<Position> path(Run run, Timetable timetable) {
        return timetable.trips().stream()
                .map(this::shape)
                .filter(points -> points.size() > 1)
                .findFirst()
                .orElseGet(() -> run.calls().stream()
                        .map(stopTime -> stopTime.stop().position())
                        .toList());
    }

    private List<Position> shape(TimedTrip trip) {
        String id = trip.shapeId();
        if (id == null) {
            return List.of();
        }
        List<Position> shape = shapes.get(id);
        if (shape == null) {
            trip.warn("shape_id", Quote.of(id) + " names no shape_id: the line is drawn from stop to stop");
            return List.of();
        }
        return shape;
    }

    /** The trips of one pattern, grouped by service. */
    private static final class Timetable {
        private final List<TimedTrip> trips = new ArrayList<>();
        private final Map<String, Service> services = new LinkedHashMap<>();

        void add(TimedTrip trip, List<Span> spans) {
            trips.add(trip);
            services.merge(trip.serviceId(), new Service(trip.serviceId(), trip.runs(), spans), Service::plus);
        }

        List<TimedTrip> trips() {
            return trips;
        }

        List<Service> services() {
            return List.copyOf(services.values());
        }

        long runs() {
            return services.values().stream().mapToLong(Service::runs).sum();
        }
    }

    /** The key by which trips are grouped. */
    private record Run(@Nullable String directionId, List<StopTime> calls) {

        /**
         * The feed's direction. If there is none, it is guessed: trips against the route's main direction are inbound.
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
