package commuter.reservoir.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouteNamesTest {
    private static final String KEY = "the-spawners-key";

    private final AtomicReference<String> shown = new AtomicReference<>();
    private volatile int status = 200;
    private final String map = "{\"features\":[{\"properties\":{\"route_id\":\"gtfs-17\",\"short_name\":\"1A\"}}]}";
    private final AtomicInteger questions = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/network", exchange -> {
            questions.incrementAndGet();
            shown.set(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = map.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aSpawnerThatComesLaterIsFoundWithoutBeingAskedFor() {
        status = 503;
        RouteNames routeNames = network(Duration.ofMinutes(1));
        await().untilAsserted(() -> assertThat(questions).hasValue(1));
        status = 200;

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(questions).hasValue(2));
        await().untilAsserted(() -> assertThat(routeNames.routes().idOf("1A")).isEqualTo("gtfs-17"));
    }

    @Test
    void theKeyIsShownToTheSpawnerAndToNobodyElse() {
        RouteNames routeNames = network(Duration.ofMinutes(1));

        await().untilAsserted(() -> assertThat(routeNames.routes().idOf("1A")).isEqualTo("gtfs-17"));
        assertThat(shown).hasValue("Bearer " + KEY);
        assertThat(new RouteNamesSettings(URI.create("http://x.example"), Duration.ZERO, Duration.ZERO, KEY).toString())
                .doesNotContain(KEY);
    }

    @Test
    void theLastRoutesHoldWhileThereAreNone() {
        RouteNames routeNames = network(Duration.ZERO);
        await().untilAsserted(() -> assertThat(routeNames.routes().idOf("1A")).isEqualTo("gtfs-17"));
        status = 503;

        for (int i = 0; i < 20; i++) {
            assertThat(routeNames.routes().idOf("1A")).isEqualTo("gtfs-17");
        }
    }

    private RouteNames network(Duration cacheFor) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/network");
        return new RouteNames(new RouteNamesSettings(url, cacheFor, Duration.ofSeconds(30), KEY));
    }
}
