package commuter.reservoir.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouteNamesTest {
    private static final String KEY = "the-spawners-key";

    private final AtomicReference<String> shown = new AtomicReference<>();
    private volatile int status = 200;
    private volatile String network = "{\"features\":["
            + route("gtfs-17", "1A") + "," + route("gtfs-18", "2B") + "," + route("gtfs-19", "2B") + ","
            + route("3C", "4D") + "," + route("4D", "5E") + ",{\"properties\":{\"stop_id\":\"S\"}}]}";
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/network", exchange -> {
            shown.set(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = network.getBytes(StandardCharsets.UTF_8);
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
    void defect6_aRoutesShortNameAndItsIdLeadToTheSameReservoir() {
        RouteNames names = names(Duration.ofMinutes(1));

        await().untilAsserted(() -> assertThat(names.idOf("1A")).isEqualTo("gtfs-17"));
        assertThat(names.idOf("gtfs-17")).isEqualTo("gtfs-17");
    }

    @Test
    void aNameThatIsUnclearOrAnIdOrUnknownMeansItself() {
        RouteNames names = names(Duration.ofMinutes(1));
        await().untilAsserted(() -> assertThat(names.idOf("1A")).isEqualTo("gtfs-17"));

        assertThat(names.idOf("2B")).as("two routes are called so").isEqualTo("2B");
        assertThat(names.idOf("4D")).as("is an id, too").isEqualTo("4D");
        assertThat(names.idOf("9Z")).isEqualTo("9Z");
    }

    @Test
    void theLastNamesHoldWhileThereAreNone() {
        RouteNames names = names(Duration.ZERO);
        await().untilAsserted(() -> assertThat(names.idOf("1A")).isEqualTo("gtfs-17"));
        status = 503;

        for (int i = 0; i < 20; i++) {
            assertThat(names.idOf("1A")).isEqualTo("gtfs-17");
        }
    }

    @Test
    void theKeyIsShownToTheSpawnerAndToNobodyElse() {
        RouteNames names = names(Duration.ofMinutes(1));

        await().untilAsserted(() -> assertThat(names.idOf("1A")).isEqualTo("gtfs-17"));
        assertThat(shown).hasValue("Bearer " + KEY);
        assertThat(new NetworkSettings(URI.create("http://x.example"), Duration.ZERO, Duration.ZERO, KEY).toString())
                .doesNotContain(KEY);
    }

    private RouteNames names(Duration cacheFor) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/network");
        return new RouteNames(new NetworkSettings(url, cacheFor, Duration.ofSeconds(30), KEY));
    }

    private static String route(String id, String name) {
        return "{\"properties\":{\"route_id\":\"" + id + "\",\"short_name\":\"" + name + "\"}}";
    }
}
