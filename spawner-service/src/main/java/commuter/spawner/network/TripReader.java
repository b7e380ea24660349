package commuter.spawner.network;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code trips.txt}, {@code stop_times.txt} and {@code frequencies.txt}. A problem of a trip affects only that
 * trip.
 */
final class TripReader {
    private static final FeedTable TRIPS =
            new FeedTable("trips.txt", List.of("route_id", "service_id", "trip_id"), "the trip is left out", 512);
    private static final FeedTable STOP_TIMES =
            new FeedTable("stop_times.txt", List.of("trip_id", "stop_id", "stop_sequence"), "its trip is left out", 48);
    private static final FeedTable FREQUENCIES = new FeedTable(
            "frequencies.txt",
            List.of("trip_id", "start_time", "end_time", "headway_secs"),
            "its trip is left out",
            64);
    private static final List<String> ON_DEMAND = List.of("location_group_id", "location_id");
    private static final int NOT_AVAILABLE = 1;
    private static final int WAYS_TO_CALL = 3;

    private final Map<String, RouteReader.Entry> routes;
    private final Schedule.Builder schedule;
    private final Stops stops;
    private final Map<String, TimedTrip> trips = new LinkedHashMap<>();
    private final Map<StopTime, StopTime> calls = new HashMap<>();
    private int listed;

    TripReader(Map<String, RouteReader.Entry> routes, Schedule.Builder schedule, Stops stops) {
        this.routes = routes;
        this.schedule = schedule;
        this.stops = stops;
    }

    /** The trips that can be used so far, by id, in the feed's order. */
    Map<String, TimedTrip> read(FeedFiles files, FeedNotices notices) throws IOException {
        files.read(TRIPS, notices, this::trip);
        files.read(STOP_TIMES, notices, this::visit);
        files.readOptional(FREQUENCIES, notices, this::headway);
        trips.values()
                .forEach(trip ->
                        trip.sort((line, problem) -> notices.warn(STOP_TIMES.file(), line, "stop_sequence", problem)));
        trips.values().removeIf(TimedTrip::isLeftOut);
        return trips;
    }

    /** The number of trips in the feed. */
    int listed() {
        return listed;
    }

    private void trip(CsvTable.Row row) {
        listed++;
        String id = row.required("trip_id");
        String route = row.required("route_id");
        String service = row.required("service_id");
        if (!route.isEmpty() && !routes.isEmpty() && !routes.containsKey(route)) {
            row.reject("route_id", Quote.of(route) + " names no route_id of routes.txt");
        }
        if (!service.isEmpty() && !schedule.isEmpty() && !schedule.knows(service)) {
            row.reject("service_id", Quote.of(service) + " names no service_id of calendar.txt or calendar_dates.txt");
        }
        int direction = Values.choice(row, "direction_id", 1, -1);
        if (trips.containsKey(id)) {
            row.rejectRepeated("trip_id", id);
            return;
        }
        TimedTrip trip = new TimedTrip(
                route,
                service,
                direction < 0 ? null : Integer.toString(direction),
                Blank.toNull(row.text("shape_id")),
                row.line());
        // It is added even if it is left out, so that its stop times are not reported, too.
        trips.put(id, trip);
        if (!row.isUsable()) {
            trip.leaveOut();
        }
    }

    private void visit(CsvTable.Row row) {
        TimedTrip trip = trip(row, row.required("trip_id"));
        if (trip == null || trip.isLeftOut()) {
            return;
        }
        Stop stop = stop(row);
        if (stop == null) {
            return;
        }
        int sequence = Values.wholeNumber(row, "stop_sequence");
        int arrival = Values.time(row, "arrival_time");
        int departure = Values.time(row, "departure_time");
        boolean boarding = Values.choice(row, "pickup_type", WAYS_TO_CALL, 0) != NOT_AVAILABLE;
        boolean alighting = Values.choice(row, "drop_off_type", WAYS_TO_CALL, 0) != NOT_AVAILABLE;
        if (row.isUsable()) {
            StopTime stopTime = new StopTime(stop, boarding, alighting);
            StopTime known = calls.putIfAbsent(stopTime, stopTime);
            trip.add(new TimedTrip.Visit(
                    sequence, known == null ? stopTime : known, arrival, departure, (int) row.number()));
        } else {
            trip.leaveOut();
        }
    }

    /** Null, with a warning, when no stop can be found: then the trip continues without this call. */
    private @Nullable Stop stop(CsvTable.Row row) {
        String id = row.text("stop_id");
        Stop stop = stops.find(id);
        if (stop == null && id.isEmpty()) {
            String zone = ON_DEMAND.stream()
                    .filter(field -> !row.text(field).isEmpty())
                    .findFirst()
                    .orElse(null);
            row.warn(
                    zone == null ? "stop_id" : zone,
                    zone == null
                            ? "is required: the trip is taken not to stop here"
                            : Quote.of(row.text(zone)) + " is no single stop, and on-demand service is not supported:"
                                    + " the trip is taken not to stop here");
        } else if (stop == null && !stops.isEmpty() && !stops.leftOut().contains(id)) {
            row.warn("stop_id", Quote.of(id) + " names no stop_id of stops.txt: the trip is taken not to stop here");
        }
        return stop;
    }

    private void headway(CsvTable.Row row) {
        TimedTrip trip = trip(row, row.required("trip_id"));
        if (trip == null || trip.isLeftOut()) {
            return;
        }
        row.required("start_time");
        row.required("end_time");
        int start = Values.time(row, "start_time");
        int end = Values.time(row, "end_time");
        int seconds = Values.wholeNumber(row, "headway_secs");
        if (row.isUsable() && seconds == 0) {
            row.reject("headway_secs", Quote.of(row.text("headway_secs")) + " must be 1 or more");
        }
        if (!row.isUsable()) {
            trip.leaveOut();
        } else if (end <= start) {
            row.warn("end_time", Quote.of(row.text("end_time")) + " is not after start_time: the line is left out");
        } else {
            trip.add(new TimedTrip.Headway(start, end, seconds));
        }
    }

    /** Reports each missing trip once. An empty file has been reported already. */
    private @Nullable TimedTrip trip(CsvTable.Row row, String id) {
        TimedTrip trip = trips.get(id);
        if (trip == null && !id.isEmpty() && !trips.isEmpty()) {
            row.warn("trip_id", Quote.of(id) + " names no trip_id of trips.txt: the line is left out");
        }
        return trip;
    }
}
