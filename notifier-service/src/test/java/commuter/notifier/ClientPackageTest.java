package commuter.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import commuter.schemas.ReservoirId;
import commuter.standalone.Checkout;
import commuter.testing.Browser;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The npm package commuter-stream: what is in it, and that its examples work where it is installed. */
class ClientPackageTest {
    private static final int PATIENCE_S = 60;

    @TempDir
    private static Path folder;

    private static final ReservoirId ROUTE = Log.newRoute();

    private static InstalledClient client;
    private static HttpServer site;
    private static ReservoirServiceStub reservoirService;
    private static Notifier notifier;
    private static Log log;

    @BeforeAll
    static void install() throws Exception {
        client = InstalledClient.in(folder);
        site = serve(folder);
        reservoirService =
                new ReservoirServiceStub().list(ROUTE.toString(), asked -> "[{\"passenger_id\":\"P\",\"version\":1}]");
        notifier = Notifier.start(reservoirService.setting(), "--commuter.notifier.allowed-origins=" + origin());
        log = new Log();
    }

    @AfterAll
    static void stop() {
        log.close();
        notifier.close();
        reservoirService.close();
        site.stop(0);
    }

    @Test
    void itHasTheModuleThatTheServicePublishesAndNothingThatIsNotMeant() throws Exception {
        assertThat(client.files()).containsExactly("LICENSE", "README.md", "client.d.ts", "client.js", "package.json");
        assertThat(client.file("LICENSE"))
                .isEqualTo(Files.readAllBytes(Checkout.find().root().resolve("LICENSE")));
        HttpRequest published =
                HttpRequest.newBuilder(notifier.http("/client.js")).build();
        assertThat(client.file("client.js"))
                .isEqualTo(HttpClient.newHttpClient()
                        .send(published, HttpResponse.BodyHandlers.ofByteArray())
                        .body());
    }

    @Test
    void itsExampleForNodeFollowsTheStream() throws Exception {
        Files.writeString(folder.resolve("follow.mjs"), client.example("js", notifier.port(), ROUTE.id()));
        Process node = client.start("node", "follow.mjs");
        // If a line never comes, the wait ends with the output.
        node.onExit().completeOnTimeout(node, PATIENCE_S, TimeUnit.SECONDS).thenAccept(Process::destroyForcibly);
        try (BufferedReader lines = node.inputReader(UTF_8)) {
            assertThat(lines.lines().takeWhile(line -> !line.startsWith("snapshot")))
                    .contains("connecting", "live");
        } finally {
            node.destroyForcibly();
        }
    }

    @Test
    @DisabledIfSystemProperty(named = Browser.PROPERTY, matches = "none")
    void itsExampleForBrowsersFollowsTheStreamFromAPageOfAnotherOrigin() throws Exception {
        Files.writeString(folder.resolve("index.html"), client.example("html", notifier.port(), ROUTE.id()));
        try (Browser browser = Browser.start();
                Browser.Tab page = browser.open(URI.create(origin() + "/index.html"))) {
            page.await("document.getElementById('waiting').innerText === '1 passengers wait'");
            log.spawned(ROUTE, 1, 2);
            page.await("document.getElementById('waiting').innerText === '3 passengers wait'");
            assertThat(page.problems()).isEmpty();
        }
    }

    @Test
    void itsTypesAreThoseOfTheContractAndWhatTheyForbidDoesNotCompile() throws Exception {
        Files.copy(InstalledClient.SOURCE.resolve("test/usage.ts"), folder.resolve("usage.mts"));
        Files.writeString(folder.resolve("contract.mts"), ClientContract.typescript(AsyncApiTest.read()));

        assertThat(client.compile("usage.mts", "contract.mts")).isEmpty();
    }

    private static String origin() {
        return "http://localhost:" + site.getAddress().getPort();
    }

    private static HttpServer serve(Path folder) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            byte[] content = Files.readAllBytes(folder.resolve(path.substring(1)));
            exchange.getResponseHeaders().add("Content-Type", path.endsWith(".js") ? "text/javascript" : "text/html");
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        server.start();
        return server;
    }
}
