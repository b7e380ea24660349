package commuter.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.ReservoirId;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The JavaScript client, as the service publishes it, in Node.js. */
class ClientModuleTest {
    private final ReservoirId route = Log.newRoute();

    @Test
    void itFoldsSnapshotAndEventsAndGoesOnWithTheInstanceThatReplacesItsOwn() throws Exception {
        try (Reservoirs reservoirs =
                        new Reservoirs().list(route.toString(), asked -> "[{\"passenger_id\":\"P\",\"version\":1}]");
                Log log = new Log()) {
            Notifier first = Notifier.start(reservoirs.setting());
            Process node = probe(first);
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(node.getInputStream(), UTF_8))) {
                expect(lines, "state connecting", "state open", "snapshot 1");
                log.spawned(route, 1, 2);
                expect(lines, "event 1 waiting 2", "event 2 waiting 3");
                int port = first.port();
                first.close();
                log.spawned(route, 3, 4);
                try (Notifier second = Notifier.start(reservoirs.setting(), "--server.port=" + port)) {
                    assertThat(second.port()).isEqualTo(port);
                    log.spawned(route, 5, 5);
                    assertThat(lines.lines()
                                    .filter(line -> !line.startsWith("state"))
                                    .limit(3))
                            .containsExactly("event 3 waiting 4", "event 4 waiting 5", "event 5 waiting 6");
                }
            } finally {
                node.destroyForcibly();
            }
        }
    }

    private Process probe(Notifier notifier) throws Exception {
        Path script =
                Path.of(ClientModuleTest.class.getResource("/client-probe.mjs").toURI());
        return new ProcessBuilder(
                        "node",
                        "--experimental-websocket",
                        "--no-warnings",
                        script.toString(),
                        "http://localhost:" + notifier.port(),
                        route.id())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void expect(BufferedReader lines, String... expected) throws Exception {
        for (String line : List.of(expected)) {
            assertThat(lines.readLine()).isEqualTo(line);
        }
    }
}
