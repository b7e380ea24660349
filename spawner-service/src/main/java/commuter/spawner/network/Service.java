package commuter.spawner.network;

import java.util.ArrayList;
import java.util.List;

/**
 * How a pattern runs on the days of one service.
 *
 * @param id the service's id in the calendar
 * @param runs number of trips on such a day
 * @param departures the first and the last departure at each call
 */
public record Service(String id, long runs, List<Span> departures) {
    public Service {
        departures = List.copyOf(departures);
    }

    /** Both together. */
    Service plus(Service other) {
        List<Span> spans = new ArrayList<>();
        for (int call = 0; call < departures.size(); call++) {
            spans.add(departures.get(call).union(other.departures.get(call)));
        }
        return new Service(id, runs + other.runs, spans);
    }
}
