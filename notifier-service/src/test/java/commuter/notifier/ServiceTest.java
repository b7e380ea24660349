package commuter.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import commuter.schemas.Json;
import commuter.testing.OpenApiDocument;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;

class ServiceTest {
    private static final String NOWHERE = "--commuter.network.url=http://localhost:1/api/network";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void clientsAreClosedWith1001WhenTheServiceStops() throws Exception {
        Notifier notifier = Notifier.start(NOWHERE);
        try (StreamClient streamClient = notifier.connect().subscribe("route", "*")) {
            notifier.close();
            assertThat(streamClient.awaitClosed())
                    .isEqualTo(new StreamClient.Closed(1001, "the service stops, reconnect"));
        }
    }

    @Test
    void aStartReadsTheLogFromItsEndAndTheStatsFromTheirBeginning() throws Exception {
        var route = Log.newRoute();
        try (Log log = new Log()) {
            log.spawned(route, 1, 5).stats(route, 5, 5);
            try (Notifier notifier = Notifier.start(NOWHERE);
                    StreamClient streamClient = notifier.connect()) {
                streamClient.send("{\"type\":\"subscribe\",\"route\":\"" + route.id() + "\",\"stats\":true}");
                streamClient.next("subscribed");
                assertThat(streamClient.next("reservoir:stats").path("sequence").longValue())
                        .isEqualTo(5);
                log.spawned(route, 6, 6);
                assertThat(streamClient.nextSequences(1)).containsExactly(6L);
            }
        }
    }

    @Test
    void thePageTheHealthAndTheMetersAreServedAndThePageMayLoadNothingFromElsewhere() throws Exception {
        try (Notifier notifier = Notifier.start(NOWHERE)) {
            HttpResponse<String> page = get(notifier, "/");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("<h1>Commuter pipeline</h1>");
            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(
                            policy -> assertThat(policy).contains("default-src 'none'", "connect-src 'self'"));
            assertThat(get(notifier, "/main.js").statusCode()).isEqualTo(200);
            assertThat(Json.MAPPER
                            .readTree(
                                    get(notifier, "/actuator/health/readiness").body())
                            .at("/components/logs/status")
                            .stringValue())
                    .isEqualTo("UP");
            assertThat(get(notifier, "/actuator/prometheus").body())
                    .contains(
                            "commuter_notifier_connections",
                            "commuter_notifier_events_total",
                            "commuter_notifier_frames_total",
                            "commuter_notifier_queued_bytes",
                            "commuter_notifier_slow_closes_total");
            assertThat(get(notifier, "/api/network").statusCode()).isEqualTo(204);
        }
    }

    @Test
    void headIsAnsweredAsGetIsWithoutTheBody() throws Exception {
        try (Notifier notifier = Notifier.start(NOWHERE)) {
            for (String path : List.of(
                    "/",
                    "/index.html",
                    "/main.js",
                    "/page.json",
                    "/webjars/leaflet/1.9.4/dist/leaflet.js",
                    "/api/parts",
                    "/api/network",
                    "/api/passengers?status=BOARDED",
                    "/api/passengers/PASS_0123456789ABCDEF0123456789ABCDEF/events?reservoir=route:1",
                    "/actuator/health",
                    "/actuator/prometheus",
                    "/nowhere")) {
                HttpResponse<String> get = get(notifier, path);
                HttpResponse<String> head = HTTP.send(
                        HttpRequest.newBuilder(notifier.http(path))
                                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
                assertThat(head.statusCode()).as(path).isEqualTo(get.statusCode());
                assertThat(head.headers().firstValue("Content-Type"))
                        .as(path)
                        .isEqualTo(get.headers().firstValue("Content-Type"));
                assertThat(head.body()).as(path).isEmpty();
            }
        }
    }

    @Test
    void thePageIsThereForWhoeverAsks() throws Exception {
        try (Notifier notifier = Notifier.start(NOWHERE)) {
            HttpResponse<String> page = HTTP.send(
                    HttpRequest.newBuilder(notifier.http("/"))
                            .header("Accept", "application/json")
                            .build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            assertThat(page.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void everyCallIsInItsDescriptionAndNoOther() throws Exception {
        try (Notifier notifier = Notifier.start(NOWHERE)) {
            assertThat(notifier.calls())
                    .isEqualTo(OpenApiDocument.of("notifier").calls());
        }
    }

    @Test
    void theNetworkIsPassedOnAndAskedForOnce() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer spawner = spawner("{\"features\":[]}", asked);
        String url = "--commuter.network.url=http://localhost:"
                + spawner.getAddress().getPort() + "/api/network";
        try (Notifier notifier = Notifier.start(url)) {
            assertThat(get(notifier, "/api/network").body()).isEqualTo("{\"features\":[]}");
            assertThat(get(notifier, "/api/network").body()).isEqualTo("{\"features\":[]}");
            assertThat(asked).hasValue(1);
        } finally {
            spawner.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "commuter.notifier.queue-size, 1B, must be 1024B to",
        "commuter.notifier.max-connections, 0, must be at least 1",
        "commuter.notifier.ping-interval, 0s, must be 100ms to 1h",
        "commuter.notifier.allowed-origins, map.example, must be scheme and host",
        "commuter.network.url, nowhere, must be an address"
    })
    void aSettingThatMakesNoSenseStopsTheStartAndIsNamed(String name, String value, String rule) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(NotifierApplication.class);
        assertThatThrownBy(() -> application.run("--server.port=0", "--" + name + "=" + value))
                .rootCause()
                .hasMessageContaining(name)
                .hasMessageContaining(rule);
    }

    private static HttpResponse<String> get(Notifier notifier, String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(notifier.http(path)).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static HttpServer spawner(String json, AtomicInteger asked) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/api/network", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, json.length());
            exchange.getResponseBody().write(json.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        return server;
    }
}
