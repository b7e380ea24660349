package commuter.system.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.Json;
import commuter.standalone.Pipeline;
import commuter.standalone.Port;
import commuter.system.fuzz.OddCalls;
import commuter.system.fuzz.OddCalls.OddCall;
import commuter.system.support.RunningPipeline;
import commuter.system.support.WebSocketClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;

/** Clients at all ports at once, each as fast as possible, until they are closed. They expect to be refused. */
final class HostileClients implements AutoCloseable {
    private static final List<Port> SERVICES = List.of(Port.RESERVOIR, Port.SPAWNER, Port.NOTIFIER);
    private static final int OWED_BODIES = 40;
    private static final int LOOKERS_AROUND = 12;
    private static final int SUBSCRIPTIONS = 1000;
    private static final int PIPELINED = 50;
    private static final int BOMB = 50_000_000;
    private static final int BABBLED = 10_000;
    private static final int PATIENCE_MS = 30_000;

    private final Pipeline pipeline;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, LongAdder> done = new ConcurrentHashMap<>();

    /** An action that such a client repeats. */
    private interface Attack {
        void run() throws Exception;
    }

    HostileClients(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    void start() {
        for (String server : servers()) {
            repeat("owes bodies", () -> oweBodies(server));
            repeat("pipelines odd calls", () -> pipeline(server));
            repeat("sends a bomb", () -> bomb(server));
        }
        repeat("speaks no protocol", () -> babble(pipeline.redisUrl()));
        repeat("speaks no protocol", () -> babble("http://" + pipeline.bootstrapServers()));
        for (int i = 0; i < LOOKERS_AROUND; i++) {
            repeat("looks around", this::lookAround);
        }
        for (int i = 0; i < 4; i++) {
            repeat("wants snapshots of what is not there", this::subscribeToNothing);
        }
    }

    /** How often each action was done. */
    Map<String, LongAdder> done() {
        return new TreeMap<>(done);
    }

    /** The addresses of each service, including those of health and metrics. */
    private List<String> servers() {
        return SERVICES.stream()
                .flatMap(port -> Stream.of(pipeline.url(port), RunningPipeline.managementUrl(port)))
                .toList();
    }

    private void repeat(String name, Attack attack) {
        threads.execute(() -> {
            while (!threads.isShutdown()) {
                try {
                    attack.run();
                } catch (IOException | RuntimeException e) {
                    // Refused, or closed: this is expected. The pause leaves time for others on this machine.
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                } catch (Exception e) {
                    return;
                }
                done.computeIfAbsent(name, key -> new LongAdder()).increment();
            }
        });
    }

    private static void oweBodies(String server) throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < OWED_BODIES; i++) {
                Socket socket = connect(server);
                sockets.add(socket);
                send(
                        socket,
                        "POST /api/passengers HTTP/1.1\r\nHost: " + authority(server)
                                + "\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n[");
            }
            for (Socket socket : sockets) {
                socket.getInputStream().readAllBytes();
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static void pipeline(String server) throws IOException {
        List<OddCall> calls = new OddCalls().ofPaths(List.of(server)).all();
        Random random = new Random();
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < PIPELINED; i++) {
            OddCall call = calls.get(random.nextInt(calls.size()));
            all.append(call.method())
                    .append(' ')
                    .append(call.target())
                    .append(" HTTP/1.1\r\nHost: ")
                    .append(authority(server))
                    .append("\r\n\r\n");
        }
        try (Socket socket = connect(server)) {
            send(socket, all.toString());
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
    }

    private static void bomb(String server) throws IOException {
        byte[] bomb = gzip(new byte[BOMB]);
        try (Socket socket = connect(server)) {
            send(
                    socket,
                    "POST /api/passengers HTTP/1.1\r\nHost: " + authority(server)
                            + "\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nConnection: close\r\nContent-Length: "
                            + bomb.length + "\r\n\r\n");
            socket.getOutputStream().write(bomb);
            socket.getInputStream().readAllBytes();
        }
    }

    private static void babble(String server) throws IOException {
        byte[] bytes = new byte[BABBLED];
        ThreadLocalRandom.current().nextBytes(bytes);
        try (Socket socket = connect(server)) {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
    }

    private void lookAround() throws IOException {
        String reservoir = pipeline.url(Port.RESERVOIR);
        try (Socket socket = connect(reservoir)) {
            send(
                    socket,
                    "GET /api/passengers/nearby?latitude=13.1&longitude=-59.6&radius_km=10&max_results=1000 HTTP/1.1\r\nHost: "
                            + authority(reservoir) + "\r\nConnection: close\r\n\r\n");
            socket.getInputStream().readAllBytes();
        }
    }

    private void subscribeToNothing() {
        List<String> routes = IntStream.range(0, SUBSCRIPTIONS)
                .mapToObj(i -> "nobody-" + UUID.randomUUID())
                .toList();
        JsonNode message = Json.MAPPER.valueToTree(Map.of("type", "subscribe", "routes", routes, "snapshot", true));
        try (WebSocketClient client = new WebSocketClient(pipeline.url(Port.NOTIFIER))) {
            client.say(message);
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
            while (client.framesOf("snapshot").isEmpty()
                    && client.framesOf("error").isEmpty()
                    && System.nanoTime() < end
                    && !threads.isShutdown()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    private static Socket connect(String server) throws IOException {
        URI address = URI.create(server);
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(PATIENCE_MS);
        return socket;
    }

    private static String authority(String server) {
        return URI.create(server).getAuthority();
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    void stop() {
        threads.shutdownNow();
    }

    @Override
    public void close() {
        stop();
    }
}
