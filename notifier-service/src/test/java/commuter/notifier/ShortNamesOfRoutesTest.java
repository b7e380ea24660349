package commuter.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import commuter.schemas.ReservoirId;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** People use a route's short name, and events contain its id. */
class ShortNamesOfRoutesTest {
    private final ReservoirId route = Log.newRoute();

    /** In the original system, a subscription to a short name never brought any event. */
    @Test
    void defect6AShortNameAndAnIdLeadToTheSameEvents() throws Exception {
        HttpServer spawner = spawner("""
                {"features":[{"properties":{"route_id":"%s","short_name":"10"}},
                             {"properties":{"route_id":"X1","short_name":"20"}},
                             {"properties":{"route_id":"X2","short_name":"20"}}]}""".formatted(route.id()));
        String url = "--commuter.network.url=http://localhost:"
                + spawner.getAddress().getPort() + "/api/network";
        try (Notifier notifier = Notifier.start(url);
                Log log = new Log();
                StreamClient byId = notifier.connect().subscribe("route", route.id());
                StreamClient byName = notifier.connect()) {
            Awaitility.await().untilAsserted(() -> {
                JsonNode error =
                        byName.send("{\"type\":\"subscribe\",\"route\":\"20\"}").next("error");
                assertThat(error.path("message").stringValue()).contains("X1, X2");
            });
            byName.subscribe("route", "10");
            log.spawned(route, 1, 1);
            assertThat(byId.nextSequences(1)).containsExactly(1L);
            assertThat(byName.nextSequences(1)).containsExactly(1L);
            byName.unsubscribe("route", "10").next("unsubscribed");
            log.spawned(route, 2, 2);
            assertThat(byId.nextSequences(1)).containsExactly(2L);
            byName.expectNothingMore();
        } finally {
            spawner.stop(0);
        }
    }

    private static HttpServer spawner(String map) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        byte[] json = map.getBytes(UTF_8);
        server.createContext("/api/network", exchange -> {
            exchange.sendResponseHeaders(200, json.length);
            exchange.getResponseBody().write(json);
            exchange.close();
        });
        server.start();
        return server;
    }
}
