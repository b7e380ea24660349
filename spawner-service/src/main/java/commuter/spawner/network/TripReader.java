package commuter.spawner.network;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code trips.txt}, {@code stop_times.txt} and {@code frequencies.txt}. */
final class TripReader {
    private static final int NOT_AVAILABLE = 1;
    private static final int WAYS_TO_CALL = 3;

    private final Map<String, RouteReader.Entry> routes;
    private final ServiceCalendar.Builder calendar;
    private final Map<String, Stop> stops;
    private final Map<String, TimedTrip> trips = new LinkedHashMap<>();
    private final Map<TimedTrip, Set<Integer>> sequences = new HashMap<>();

    TripReader(Map<String, RouteReader.Entry> routes, ServiceCalendar.Builder calendar, Map<String, Stop> stops) {
        this.routes = routes;
        this.calendar = calendar;
        this.stops = stops;
    }

    /** By id, in the feed's order. */
    Map<String, TimedTrip> read(FeedFiles files, Findings findings) throws IOException {
        files.read("trips.txt", List.of("route_id", "service_id", "trip_id"), findings, this::trip);
        files.read("stop_times.txt", List.of("trip_id", "stop_id", "stop_sequence"), findings, this::visit);
        files.readOptional(
                "frequencies.txt",
                List.of("trip_id", "start_time", "end_time", "headway_secs"),
                findings,
                this::headway);
        trips.values().forEach(TimedTrip::sort);
        return trips;
    }

    private void trip(CsvTable.Row row) {
        String id = row.required("trip_id");
        String route = row.required("route_id");
        String service = row.required("service_id");
        if (!route.isEmpty() && !routes.isEmpty() && !routes.containsKey(route)) {
            row.error("route_id", "'" + route + "' names no route_id");
        }
        if (!service.isEmpty() && !calendar.isEmpty() && !calendar.knows(service)) {
            row.error("service_id", "'" + service + "' names no service_id of calendar.txt or calendar_dates.txt");
        }
        int direction = Values.choice(row, "direction_id", 1, -1);
        TimedTrip trip = new TimedTrip(
                route,
                service,
                direction < 0 ? null : Integer.toString(direction),
                Blank.toNull(row.text("shape_id")),
                row);
        if (trips.put(id, trip) != null) {
            row.error("trip_id", "'" + id + "' occurs twice");
        }
    }

    private void visit(CsvTable.Row row) {
        int sequence = Values.wholeNumber(row, "stop_sequence");
        int arrival = Values.time(row, "arrival_time");
        int departure = Values.time(row, "departure_time");
        boolean boarding = Values.choice(row, "pickup_type", WAYS_TO_CALL, 0) != NOT_AVAILABLE;
        boolean alighting = Values.choice(row, "drop_off_type", WAYS_TO_CALL, 0) != NOT_AVAILABLE;
        TimedTrip trip = known(row, "trip_id", trips);
        Stop stop = known(row, "stop_id", stops);
        if (trip == null || stop == null) {
            return;
        }
        if (!sequences.computeIfAbsent(trip, t -> new HashSet<>()).add(sequence)) {
            row.error("stop_sequence", sequence + " occurs twice in trip " + row.text("trip_id"));
        }
        trip.add(new TimedTrip.Visit(sequence, new Call(stop, boarding, alighting), arrival, departure));
    }

    private void headway(CsvTable.Row row) {
        row.required("start_time");
        row.required("end_time");
        int start = Values.time(row, "start_time");
        int end = Values.time(row, "end_time");
        int seconds = Values.wholeNumber(row, "headway_secs");
        TimedTrip trip = known(row, "trip_id", trips);
        if (seconds == 0) {
            row.error("headway_secs", "'" + row.text("headway_secs") + "' must be 1 or more");
        } else if (start != Values.NO_TIME && end <= start && end != Values.NO_TIME) {
            row.warn("end_time", "'" + row.text("end_time") + "' is not after start_time: the line is left out");
        } else if (trip != null && start != Values.NO_TIME && end != Values.NO_TIME) {
            trip.add(new TimedTrip.Headway(start, end, seconds));
        }
    }

    /** Complains only once of what is not even there: an empty file has been told of already. */
    private static <T> @Nullable T known(CsvTable.Row row, String field, Map<String, T> all) {
        String id = row.required(field);
        T found = all.get(id);
        if (found == null && !id.isEmpty() && !all.isEmpty()) {
            row.error(field, "'" + id + "' names no " + field);
        }
        return found;
    }
}
