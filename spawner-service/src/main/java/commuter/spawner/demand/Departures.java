package commuter.spawner.demand;

import commuter.spawner.network.Route;
import commuter.spawner.network.Service;
import commuter.spawner.network.Span;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The departures of a way to board, and when passengers come for them: from the time at which the route begins to run
 * in its direction until its last departure at the stop, but for half an hour at least. So passengers come before the
 * only departure of a day, too. No passenger comes at a time when waiting would be in vain. Immutable.
 */
final class Departures {
    /** How long a passenger waits by default: a passenger who came earlier would have expired before the departure. */
    private static final int PATIENCE_SECONDS = 30 * 60;

    private final BoardingOption boardingOption;
    private final Map<String, Open> byService;

    private Departures(BoardingOption boardingOption, Map<String, Open> byService) {
        this.boardingOption = boardingOption;
        this.byService = byService;
    }

    /**
     * When passengers come, on the days of one or several services.
     *
     * @param runs the number of trips that run then
     * @param from seconds of the service day, inclusive; negative is the evening before
     * @param to seconds of the service day, exclusive
     */
    record Open(long runs, int from, int to) {
        private Open plus(Open other) {
            return new Open(runs + other.runs, Math.min(from, other.from), Math.max(to, other.to));
        }

        private Open longEnough() {
            return new Open(runs, Math.min(from, to - PATIENCE_SECONDS), to);
        }
    }

    /** @param call the index of the stop in the pattern where passengers board */
    static Departures of(BoardingOption boardingOption, Collection<Service> services, int call, Route route) {
        Map<String, Open> byService = new TreeMap<>();
        for (Service service : services) {
            Span span = service.departures().get(call);
            int begin = begin(route, boardingOption, service.id());
            byService.put(service.id(), new Open(service.runs(), begin, span.last()));
        }
        return new Departures(boardingOption, byService);
    }

    BoardingOption boarding() {
        return boardingOption;
    }

    /** Null on days when none of them runs. */
    @Nullable
    Open on(Set<String> services) {
        Open open = null;
        for (Map.Entry<String, Open> service : byService.entrySet()) {
            if (services.contains(service.getKey())) {
                open = open == null ? service.getValue() : open.plus(service.getValue());
            }
        }
        return open == null ? null : open.longEnough();
    }

    /** All times at which passengers come for them, on days of any services. */
    Open always() {
        return byService.values().stream().reduce(Open::plus).orElseThrow().longEnough();
    }

    Set<String> services() {
        return byService.keySet();
    }

    /** When the first trip of the route in this direction begins on the service's days. */
    private static int begin(Route route, BoardingOption boardingOption, String service) {
        return route.patterns().stream()
                .filter(pattern -> pattern.direction() == boardingOption.direction())
                .flatMap(pattern -> pattern.services().stream())
                .filter(each -> each.id().equals(service))
                .mapToInt(each -> each.departures().get(0).first())
                .min()
                .orElseThrow();
    }
}
