package commuter.notifier;

import static java.util.stream.Collectors.joining;

import commuter.schemas.ReservoirId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Passengers who come and go at random: a row changes first, as in the pipeline, and its event follows. */
final class SimulatedReservoirs {
    private static final int ROUTES = 6;
    private static final String BALLAST = "x".repeat(400);

    private final List<ReservoirId> routes =
            Stream.generate(Log::newRoute).limit(ROUTES).toList();
    private final Map<ReservoirId, Map<String, Integer>> waiting = new HashMap<>();
    private final Map<ReservoirId, Long> sequences = new HashMap<>();
    private final Random random = new Random(7);
    private volatile boolean finished;
    private int born;

    SimulatedReservoirs(Reservoirs lists) {
        for (ReservoirId route : routes) {
            waiting.put(route, new TreeMap<>());
            lists.list(route.toString(), asked -> list(route));
        }
    }

    List<ReservoirId> routes() {
        return routes;
    }

    /** Some changes in one reservoir, and then their events. */
    void step(Log log) {
        ReservoirId route = routes.get(random.nextInt(routes.size()));
        log.raw(route, change(route, 1 + random.nextInt(8)));
    }

    /** One more event in each reservoir, so that everyone knows how far its sequence goes. */
    void finish(Log log) {
        routes.forEach(route -> log.raw(route, change(route, 1)));
        finished = true;
    }

    /** Whether nothing changes any more. */
    boolean isFinished() {
        return finished;
    }

    synchronized long sequence(ReservoirId route) {
        return sequences.getOrDefault(route, 0L);
    }

    /** Who waits, with their versions. */
    synchronized Map<String, Integer> waiting(ReservoirId route) {
        return new TreeMap<>(waiting.get(route));
    }

    private synchronized String[] change(ReservoirId route, int count) {
        return IntStream.range(0, count).mapToObj(n -> one(route)).toArray(String[]::new);
    }

    private String one(ReservoirId route) {
        Map<String, Integer> here = waiting.get(route);
        long sequence = sequences.merge(route, 1L, Long::sum);
        if (here.size() < 5 || random.nextInt(100) < 52) {
            String id = "PASS_" + born++;
            here.put(id, 1);
            return event("SPAWNED", route, sequence, id, "WAITING", 1);
        }
        String id = here.keySet().stream()
                .skip(random.nextInt(here.size()))
                .findFirst()
                .orElseThrow();
        if (random.nextInt(5) == 0) {
            int version = here.merge(id, 1, Integer::sum);
            return event("STATE_CHANGED", route, sequence, id, "WAITING", version);
        }
        int version = here.remove(id) + 1;
        return event("BOARDED", route, sequence, id, "BOARDED", version);
    }

    private synchronized String list(ReservoirId route) {
        return waiting.get(route).entrySet().stream()
                .map(entry -> passenger(entry.getKey(), "WAITING", entry.getValue()))
                .collect(joining(",", "[", "]"));
    }

    private static String event(String type, ReservoirId route, long sequence, String id, String status, int version) {
        return "{\"event_id\":\"" + sequence + "\",\"type\":\"" + type + "\",\"reservoir\":\"" + route
                + "\",\"sequence\":" + sequence + ",\"ballast\":\"" + BALLAST + "\",\"passenger\":"
                + passenger(id, status, version) + "}";
    }

    private static String passenger(String id, String status, int version) {
        return "{\"passenger_id\":\"" + id + "\",\"status\":\"" + status + "\",\"version\":" + version + "}";
    }
}
