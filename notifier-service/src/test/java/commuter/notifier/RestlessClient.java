package commuter.notifier;

import commuter.schemas.ReservoirId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Folds what it gets, vanishes, stalls, and comes back on any of the instances, until all is quiet. */
final class RestlessClient implements Callable<Void> {
    private static final Duration SHORTLY = Duration.ofMillis(100);

    private final List<Notifier> instances;
    private final SimulatedReservoirs truth;
    private final long restlessUntil;
    private final Random random;
    private final Map<String, Map<String, Integer>> waiting = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private @Nullable String cursor;
    private int visits;

    RestlessClient(List<Notifier> instances, SimulatedReservoirs truth, long restlessUntilNanos, int seed) {
        this.instances = instances;
        this.truth = truth;
        this.restlessUntil = restlessUntilNanos;
        this.random = new Random(seed);
    }

    int visits() {
        return visits;
    }

    @Override
    public Void call() throws Exception {
        while (System.nanoTime() - restlessUntil < 0) {
            visit(System.nanoTime() + random.nextInt(1_500) * 1_000_000L, random.nextInt(4) == 0);
        }
        visit(System.nanoTime() + Duration.ofSeconds(60).toNanos(), false);
        for (ReservoirId route : truth.routes()) {
            if (!waiting.getOrDefault(route.toString(), Map.of()).equals(truth.waiting(route))) {
                throw new AssertionError(
                        route + ": " + waiting.get(route.toString()) + " where there are " + truth.waiting(route));
            }
        }
        return null;
    }

    private void visit(long until, boolean stalls) throws InterruptedException {
        visits++;
        try (Client client = instances.get(random.nextInt(instances.size())).connect()) {
            client.send(subscribe());
            while (System.nanoTime() - until < 0 && client.closed().isEmpty() && !knowsAll()) {
                if (stalls && random.nextInt(50) == 0) {
                    client.stopReading();
                    Thread.sleep(random.nextInt(800));
                    client.readAll();
                }
                client.poll(SHORTLY).ifPresent(this::take);
            }
        }
    }

    private String subscribe() {
        String routes =
                truth.routes().stream().map(route -> '"' + route.id() + '"').collect(Collectors.joining(","));
        return "{\"type\":\"subscribe\",\"routes\":[" + routes + "],\"snapshot\":true"
                + (random.nextBoolean() ? ",\"batch\":true" : "")
                + (cursor == null ? "" : ",\"resume\":\"" + cursor + '"') + "}";
    }

    private boolean knowsAll() {
        return truth.isFinished()
                && truth.routes().stream()
                        .allMatch(route -> sequences.getOrDefault(route.toString(), 0L) == truth.sequence(route));
    }

    private void take(JsonNode message) {
        String type = message.path("type").stringValue();
        JsonNode data = message.path("data");
        if (type.equals("gap") || type.equals("error")) {
            throw new AssertionError(message.toString());
        } else if (type.equals("snapshot")) {
            snapshot(data);
        } else if (type.equals("passenger:batch")) {
            data.forEach(this::event);
        } else if (type.startsWith("passenger:")) {
            event(data);
        }
        boolean whole = cursor != null
                || (type.equals("snapshot") && data.path("remaining").intValue() == 0);
        cursor = whole && !type.equals("connected") ? message.path("cursor").stringValue() : cursor;
    }

    private void snapshot(JsonNode data) {
        Map<String, Integer> here = new TreeMap<>();
        data.path("passengers")
                .forEach(one -> here.put(
                        one.path("passenger_id").stringValue(),
                        one.path("version").intValue()));
        waiting.put(data.path("reservoir").stringValue(), here);
        sequences.remove(data.path("reservoir").stringValue());
    }

    private void event(JsonNode event) {
        String reservoir = event.path("reservoir").stringValue();
        long sequence = event.path("sequence").longValue();
        Long last = sequences.put(reservoir, sequence);
        if (last != null && sequence != last + 1) {
            throw new AssertionError(reservoir + ": sequence " + sequence + " after " + last);
        }
        JsonNode passenger = event.path("passenger");
        Map<String, Integer> here = waiting.get(reservoir);
        String id = passenger.path("passenger_id").stringValue();
        int version = passenger.path("version").intValue();
        if (here.getOrDefault(id, 0) < version) {
            if (passenger.path("status").stringValue().equals("WAITING")) {
                here.put(id, version);
            } else {
                here.remove(id);
            }
        }
    }
}
