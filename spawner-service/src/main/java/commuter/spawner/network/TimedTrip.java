package commuter.spawner.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A trip of the feed while it is being read. */
final class TimedTrip {
    private final String routeId;
    private final String serviceId;
    private final @Nullable String directionId;
    private final @Nullable String shapeId;
    private final CsvTable.Line line;
    private final List<Visit> visits = new ArrayList<>();
    private final List<Headway> headways = new ArrayList<>(0);
    private boolean leftOut;

    TimedTrip(
            String routeId,
            String serviceId,
            @Nullable String directionId,
            @Nullable String shapeId,
            CsvTable.Line line) {
        this.routeId = routeId;
        this.serviceId = serviceId;
        this.directionId = directionId;
        this.shapeId = shapeId;
        this.line = line;
    }

    /**
     * A line of {@code stop_times.txt}; times in seconds of the service day, or {@link Values#NO_TIME}.
     *
     * @param line its number
     */
    record Visit(int sequence, StopTime call, int arrival, int departure, int line) {
        /** The latest time at which a passenger must be there, if the feed has one. */
        int time() {
            return departure == Values.NO_TIME ? arrival : departure;
        }

        private boolean repeats(Visit other) {
            return sequence == other.sequence
                    && call.equals(other.call)
                    && arrival == other.arrival
                    && departure == other.departure;
        }
    }

    /** A line of {@code frequencies.txt}: departures from {@code start} until before {@code end}, in seconds. */
    record Headway(int start, int end, int seconds) {
        int departures() {
            return 1 + (end - start - 1) / seconds;
        }

        int last() {
            return start + (departures() - 1) * seconds;
        }
    }

    String routeId() {
        return routeId;
    }

    String serviceId() {
        return serviceId;
    }

    @Nullable
    String directionId() {
        return directionId;
    }

    @Nullable
    String shapeId() {
        return shapeId;
    }

    void add(Visit visit) {
        visits.add(visit);
    }

    void add(Headway headway) {
        headways.add(headway);
    }

    /** The trip cannot be used; this has been reported. */
    void leaveOut() {
        leftOut = true;
    }

    boolean isLeftOut() {
        return leftOut;
    }

    /** Must be called when all stop times have been read. */
    void sort(Complaints complaints) {
        visits.sort(Comparator.comparingInt(Visit::sequence));
        List<Visit> once = new ArrayList<>(visits.size());
        Visit before = null;
        for (Visit visit : visits) {
            if (before == null || visit.sequence() != before.sequence()) {
                once.add(visit);
            } else if (visit.repeats(before)) {
                complaints.add(visit.line(), visit.sequence() + " occurs twice, in equal lines: this one is left out");
            } else if (!leftOut) {
                complaints.add(visit.line(), visit.sequence() + " occurs twice in its trip: the trip is left out");
                leaveOut();
            }
            before = visit;
        }
        if (once.size() < visits.size()) {
            visits.clear();
            visits.addAll(once);
        }
    }

    /** Receives problems of a line of {@code stop_times.txt}. */
    interface Complaints {
        void add(long line, String problem);
    }

    List<StopTime> calls() {
        return visits.stream().map(Visit::call).toList();
    }

    /** The number of runs of the trip on a day of its service. */
    long runs() {
        return headways.isEmpty()
                ? 1
                : headways.stream().mapToLong(Headway::departures).sum();
    }

    /** Warnings are about {@code field} of the trip's line in {@code trips.txt}. */
    void warn(String field, String problem) {
        line.warn(field, problem);
    }

    /**
     * The first and the last departure at each call. If the feed has no time there, it is interpolated between its
     * neighbours. Null, with a warning, when they do not make a trip.
     */
    @Nullable
    List<Span> spans() {
        int[] times = times();
        if (times == null) {
            return null;
        }
        List<Span> spans = new ArrayList<>();
        for (int time : times) {
            spans.add(headways.isEmpty() ? new Span(time, time) : headwaySpan(time - times[0]));
        }
        return spans;
    }

    private Span headwaySpan(int sinceStart) {
        int first = headways.stream().mapToInt(Headway::start).min().orElseThrow();
        int last = headways.stream().mapToInt(Headway::last).max().orElseThrow();
        return new Span(first + sinceStart, last + sinceStart);
    }

    private int @Nullable [] times() {
        int[] times = visits.stream().mapToInt(Visit::time).toArray();
        if (times.length < 2) {
            line.warn("trip_id", "the trip is left out: it has fewer than two stops in stop_times.txt");
            return null;
        }
        if (times[0] == Values.NO_TIME || times[times.length - 1] == Values.NO_TIME) {
            line.warn("trip_id", "the trip is left out: its first and its last stop need a time");
            return null;
        }
        int timed = 0;
        for (int i = 1; i < times.length; i++) {
            if (times[i] == Values.NO_TIME) {
                continue;
            }
            if (times[i] < times[timed]) {
                line.warn(
                        "trip_id",
                        "the trip is left out: it goes back in time at stop "
                                + visits.get(i).call().stop().id());
                return null;
            }
            for (int blank = timed + 1; blank < i; blank++) {
                times[blank] = times[timed] + (times[i] - times[timed]) * (blank - timed) / (i - timed);
            }
            timed = i;
        }
        return times;
    }
}
