package commuter.reservoir.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import commuter.schemas.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Gives answers that a real Strapi cannot be made to give. It accepts every row that it is not told to refuse, and
 * finds none. Thread-safe.
 */
public final class ScriptedStrapi implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Reply> next = new ConcurrentLinkedQueue<>();
    private volatile Function<List<String>, Reply> rule = ids -> WRITTEN;

    public static final Reply WRITTEN = new Reply(200, Map.of(), "");
    /** No answer: the connection ends. */
    public static final Reply LOST = new Reply(0, Map.of(), "");

    /** @param passengerIds of the rows, in their order */
    public record Call(long nanos, List<String> passengerIds) {}

    /** An answer. If its status is 200 and its body is empty, the body is made from the rows. */
    public record Reply(int status, Map<String, String> headers, String body) {
        public static Reply of(int status) {
            return new Reply(status, Map.of(), "{\"error\":{\"status\":" + status + "}}");
        }
    }

    public ScriptedStrapi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/active-passengers/bulk", this::bulk);
        server.createContext("/api/active-passengers/ready", exchange -> reply(exchange, 200, "{\"status\":\"UP\"}"));
        server.createContext("/api/active-passengers/lookup", exchange -> reply(exchange, 200, "{\"data\":[]}"));
        server.setExecutor(threads);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers the next calls of the bulk route with these answers; after that, the rule holds again. */
    public void next(Reply... replies) {
        next.addAll(List.of(replies));
    }

    /** The rule for the answers of the bulk route, by the passengers' ids. */
    public void rule(Function<List<String>, Reply> answer) {
        rule = answer;
    }

    /** The number of calls of the bulk route. */
    public List<Call> calls() {
        return calls;
    }

    private void bulk(HttpExchange exchange) throws IOException {
        List<String> ids = new ArrayList<>();
        for (JsonNode row :
                Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes()).path("rows")) {
            ids.add(row.path("passenger_id").asString());
        }
        calls.add(new Call(System.nanoTime(), ids));
        Reply scripted = next.poll();
        Reply reply = scripted == null ? rule.apply(ids) : scripted;
        if (reply.equals(LOST)) {
            exchange.close();
            return;
        }
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        boolean written = reply.status() == 200 && reply.body().isEmpty();
        reply(exchange, reply.status(), written ? written(ids) : reply.body());
    }

    private static String written(List<String> ids) {
        List<Map<String, String>> results = ids.stream()
                .map(id -> Map.of("passenger_id", id, "outcome", "written"))
                .toList();
        return new String(Json.write(Map.of("results", results)), UTF_8);
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
