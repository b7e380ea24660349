package commuter.system.dashboards;

import commuter.schemas.ReservoirId;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A dashboard that disconnects, stalls, and reconnects to any of the instances that it has used, until it is told to
 * settle; then it stays connected.
 */
final class RestlessDashboard implements Callable<Void> {
    private static final Duration SHORTLY = Duration.ofMillis(100);
    private static final int LONGEST_VISIT_MS = 1_500;
    private static final int LONGEST_STALL_MS = 800;

    private enum State {
        RESTLESS,
        SETTLED,
        GONE
    }

    private final List<String> instances;
    private final Set<ReservoirId> routes;
    private final Random random;
    private final Board board = new Board();
    private volatile State state = State.RESTLESS;
    private volatile int visits;
    private String cursor;

    RestlessDashboard(List<String> instances, Set<ReservoirId> routes, long seed) {
        this.instances = instances;
        this.routes = routes;
        this.random = new Random(seed);
    }

    Board board() {
        return board;
    }

    int visits() {
        return visits;
    }

    void settle() {
        state = State.SETTLED;
    }

    void leave() {
        state = State.GONE;
    }

    @Override
    public Void call() throws Exception {
        while (state != State.GONE) {
            visit(System.nanoTime() + random.nextInt(LONGEST_VISIT_MS) * 1_000_000L, random.nextInt(4) == 0);
            visits++;
        }
        return null;
    }

    private void visit(long until, boolean stalls) throws InterruptedException {
        try (Connection connection = new Connection(instances.get(random.nextInt(instances.size())), subscribe())) {
            boolean useful = true;
            while (useful && !connection.hasEnded() && isToStay(until)) {
                if (state == State.RESTLESS && stalls && random.nextInt(50) == 0) {
                    connection.stall(Duration.ofMillis(random.nextInt(LONGEST_STALL_MS)));
                }
                useful = connection.poll(SHORTLY).map(this::take).orElse(true);
            }
        }
    }

    private boolean isToStay(long until) {
        return switch (state) {
            case RESTLESS -> System.nanoTime() - until < 0;
            case SETTLED -> true;
            case GONE -> false;
        };
    }

    private String subscribe() {
        String ids = routes.stream().map(route -> '"' + route.id() + '"').collect(Collectors.joining(","));
        return "{\"type\":\"subscribe\",\"routes\":[" + ids + "],\"snapshot\":true"
                + (random.nextBoolean() ? ",\"batch\":true" : "")
                + (cursor == null ? "" : ",\"resume\":\"" + cursor + '"') + "}";
    }

    /** False when the connection is of no use: on a busy machine a snapshot may take too long. */
    private boolean take(JsonNode message) {
        String type = message.path("type").asString();
        JsonNode data = message.path("data");
        switch (type) {
            case "gap" -> throw new AssertionError(message.toString());
            case "error" -> {
                if (!data.path("code").asString().equals("snapshot_unavailable")) {
                    throw new AssertionError(message.toString());
                }
                return false;
            }
            case "snapshot" -> board.snapshot(data);
            case "passenger:batch" -> data.forEach(board::event);
            default -> {
                if (type.startsWith("passenger:")) {
                    board.event(data);
                }
            }
        }
        boolean whole = cursor != null
                || (type.equals("snapshot") && data.path("remaining").asInt() == 0);
        cursor = whole && !type.equals("connected") ? message.path("cursor").asString() : cursor;
        return true;
    }
}
