package commuter.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import commuter.schemas.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Replaces the reservoir service for lists. */
final class ReservoirServiceStub implements AutoCloseable {
    private static final String PREFIX = "/api/reservoirs/";

    private final HttpServer server;
    private final Map<String, Function<Integer, String>> lists = new ConcurrentHashMap<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final Set<String> empty = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger askedForMany = new AtomicInteger();

    ReservoirServiceStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext(PREFIX + "waiting", exchange -> {
            askedForMany.incrementAndGet();
            byte[] question = exchange.getRequestBody().readAllBytes();
            List<String> waiting = Json.MAPPER
                    .readTree(question)
                    .path("reservoirs")
                    .valueStream()
                    .map(JsonNode::stringValue)
                    .filter(reservoir -> !empty.contains(reservoir))
                    .toList();
            byte[] answer = Json.write(Map.of("reservoirs", waiting));
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.createContext(PREFIX, exchange -> {
            String path = exchange.getRequestURI().getPath();
            String reservoir = path.substring(PREFIX.length(), path.lastIndexOf('/'));
            Function<Integer, String> list = lists.get(reservoir);
            byte[] answer = list == null
                    ? new byte[0]
                    : list.apply(asked.incrementAndGet()).getBytes(UTF_8);
            int status = list == null ? refusals.getOrDefault(reservoir, 503) : 200;
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    /** From now on a reservoir has this list. The argument of the function is the number of lists requested so far. */
    ReservoirServiceStub list(String reservoir, Function<Integer, String> json) {
        lists.put(reservoir, json);
        return this;
    }

    /**
     * From now on a reservoir's list is refused with this status. Reservoirs for which nothing is set are refused with
     * 503.
     */
    ReservoirServiceStub refuse(String reservoir, int status) {
        refusals.put(reservoir, status);
        return this;
    }

    /** From now on nobody waits in this reservoir. */
    ReservoirServiceStub noneWaitIn(String reservoir) {
        empty.add(reservoir);
        return this;
    }

    /** How often the service was asked which reservoirs have waiting passengers. */
    int askedForMany() {
        return askedForMany.get();
    }

    int asked() {
        return asked.get();
    }

    String setting() {
        return "--commuter.reservoir.url=http://localhost:"
                + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
