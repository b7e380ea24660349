package commuter.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import commuter.schemas.EventType;
import commuter.schemas.Json;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerEvent;
import commuter.schemas.PassengerStatus;
import commuter.schemas.ReservoirId;
import commuter.testing.SomePassenger;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A network of routes with stops and a depot, which replaces spawner and reservoir, and passengers who appear, board
 * and alight. For one thread.
 */
final class TestNetwork implements AutoCloseable {
    private static final String AVAILABLE = "/available";

    private final String name = UUID.randomUUID().toString().substring(0, 8);
    private final int routes;
    private final int stopsOfRoute;
    private final long[] sequences;
    private final HttpServer spawner;
    private HttpServer reservoir;
    private volatile int flowing = 200;
    private volatile CountDownLatch lists = new CountDownLatch(0);
    private int passengers;

    TestNetwork(int routes, int stopsOfRoute) throws IOException {
        this.routes = routes;
        this.stopsOfRoute = stopsOfRoute;
        this.sequences = new long[routes];
        spawner = serve(0);
        reservoir = serve(0);
    }

    private HttpServer serve(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
        return server;
    }

    /** Settings of a notifier for this network. */
    String[] settings(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "--commuter.network.url=" + url(spawner) + "/api/network",
                "--commuter.reservoir.url=" + url(reservoir)));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    ReservoirId route(int number) {
        return ReservoirId.route(name + "-" + number);
    }

    private static String url(HttpServer server) {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** From now on the reservoir's port does not answer. */
    void loseReservoir() {
        reservoir.stop(0);
    }

    void regainReservoir() throws IOException {
        reservoir = serve(reservoir.getAddress().getPort());
    }

    /** From now on the reservoir's lists take until {@link #releaseLists}. */
    void holdLists() {
        lists = new CountDownLatch(1);
    }

    void releaseLists() {
        lists.countDown();
    }

    private void awaitLists() throws IOException {
        try {
            lists.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /** From now on the services say that they are not ready. */
    void fallIll() {
        flowing = 503;
    }

    /** The complete journey of one passenger on a route; returns the events in order. */
    List<PassengerEvent> journey(int route) {
        Passenger waiting = SomePassenger.of(route(route))
                .at("stop-" + route + "-" + passengers++ % stopsOfRoute)
                .to("Harbour")
                .waiting();
        String vehicle = "BUS-" + route;
        Instant now = Instant.now();
        Passenger aboard = with(waiting, PassengerStatus.BOARDED, 2, vehicle, now, null);
        return List.of(
                event(EventType.SPAWNED, route, waiting, null),
                event(EventType.BOARDED, route, aboard, "board-" + waiting.passengerId()),
                event(
                        EventType.ALIGHTED,
                        route,
                        with(waiting, PassengerStatus.ALIGHTED, 3, vehicle, now, now),
                        "alight-" + waiting.passengerId()));
    }

    private PassengerEvent event(EventType type, int route, Passenger passenger, @Nullable String command) {
        return new PassengerEvent(
                UUID.randomUUID().toString(),
                type,
                route(route),
                ++sequences[route],
                passenger,
                Instant.now(),
                command);
    }

    private static Passenger with(
            Passenger of,
            PassengerStatus status,
            long version,
            String vehicle,
            Instant boarded,
            @Nullable Instant alighted) {
        return new Passenger(
                of.passengerId(),
                of.reservoir(),
                of.routeId(),
                of.depotId(),
                of.direction(),
                of.stopId(),
                of.latitude(),
                of.longitude(),
                of.destinationStopId(),
                of.destinationLat(),
                of.destinationLon(),
                of.destinationName(),
                of.spawnedAt(),
                of.expiresAt(),
                boarded,
                alighted,
                null,
                vehicle,
                status,
                of.priority(),
                version);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/api/network")) {
            send(exchange, 200, new String(Json.write(network()), UTF_8));
        } else if (path.endsWith(AVAILABLE)) {
            awaitLists();
            send(exchange, 200, "[]");
        } else if (path.equals("/api/passengers")) {
            send(exchange, 200, "{\"data\":[],\"page\":1,\"pages\":0}");
        } else if (path.equals("/actuator/health/flowing")) {
            send(exchange, flowing, flowing == 200 ? "{\"status\":\"UP\"}" : ILL);
        } else {
            send(exchange, 404, "{}");
        }
    }

    private static final String ILL = """
            {"status":"OUT_OF_SERVICE","components":{"pipeline":{"status":"OUT_OF_SERVICE","details":{"Strapi":"away for 9 s"}},
            "readinessState":{"status":"UP"}}}""";

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Map<String, Object> network() {
        List<Object> features = new ArrayList<>();
        for (int route = 0; route < routes; route++) {
            List<double[]> line = new ArrayList<>();
            for (int stop = 0; stop < stopsOfRoute; stop++) {
                double[] at = {-59.65 + 0.2 * stop / stopsOfRoute, 13.05 + 0.25 * route / routes};
                line.add(at);
                String id = "stop-" + route + "-" + stop;
                features.add(feature(
                        "Point",
                        at,
                        Map.of(
                                "kind",
                                "stop",
                                "stop_id",
                                id,
                                "name",
                                id,
                                "route_ids",
                                List.of(route(route).id()))));
            }
            features.add(feature(
                    "LineString",
                    line,
                    Map.of(
                            "kind",
                            "route",
                            "route_id",
                            route(route).id(),
                            "short_name",
                            "R" + route,
                            "long_name",
                            "Harbour - Hill",
                            "color",
                            String.format("#%06x", 0x3040a0 + route * 0x10703))));
        }
        features.add(feature(
                "Point",
                new double[] {-59.6, 13.2},
                Map.of("kind", "depot", "depot_id", "D", "name", "Yard", "route_ids", List.of())));
        return Map.of("type", "FeatureCollection", "features", features);
    }

    private static Map<String, Object> feature(String type, Object coordinates, Map<String, Object> properties) {
        return Map.of(
                "type",
                "Feature",
                "geometry",
                Map.of("type", type, "coordinates", coordinates),
                "properties",
                properties);
    }

    @Override
    public void close() {
        spawner.stop(0);
        reservoir.stop(0);
    }
}
