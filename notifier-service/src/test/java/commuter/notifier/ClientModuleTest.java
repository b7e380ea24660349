package commuter.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.ReservoirId;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The JavaScript client, as the service publishes it, in Node.js. */
class ClientModuleTest {
    private static final int PATIENCE_S = 60;

    private final ReservoirId route = Log.newRoute();

    @Test
    void itFoldsSnapshotAndEventsAndGoesOnWithTheInstanceThatReplacesItsOwn() throws Exception {
        try (ReservoirServiceStub reservoirServiceStub = new ReservoirServiceStub()
                        .list(route.toString(), asked -> "[{\"passenger_id\":\"P\",\"version\":1}]");
                Log log = new Log()) {
            Notifier first = Notifier.start(reservoirServiceStub.setting());
            Process node = probe(first);
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(node.getInputStream(), UTF_8))) {
                expect(lines, "state connecting", "state open", "snapshot 1");
                log.spawned(route, 1, 2);
                expect(lines, "event 1 waiting 2", "event 2 waiting 3");
                int port = first.port();
                first.close();
                log.spawned(route, 3, 4);
                try (Notifier second = Notifier.start(reservoirServiceStub.setting(), "--server.port=" + port)) {
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

    @Test
    void itGetsTheEventsWhileNoListCanBeReadAndTheListAsSoonAsOneCan() throws Exception {
        try (ReservoirServiceStub reservoirServiceStub = new ReservoirServiceStub();
                Notifier notifier = Notifier.start(reservoirServiceStub.setting());
                Log log = new Log()) {
            Process node = probe(notifier);
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(node.getInputStream(), UTF_8))) {
                expect(lines, "state connecting", "state open");
                log.spawned(route, 1, 2);
                expect(lines, "event 1 waiting 1", "event 2 waiting 2");
                reservoirServiceStub.list(route.toString(), asked -> "[{\"passenger_id\":\"P\",\"version\":1}]");
                expect(lines, "snapshot 1");
                log.spawned(route, 3, 3);
                expect(lines, "event 3 waiting 2");
            } finally {
                node.destroyForcibly();
            }
        }
    }

    @Test
    void itAsksAgainForTheOneListThatCouldNotBeRead() throws Exception {
        ReservoirId odd = ReservoirId.route(route.id() + "/1");
        try (ReservoirServiceStub reservoirServiceStub = new ReservoirServiceStub()
                        .list(route.toString(), asked -> "[{\"passenger_id\":\"P\",\"version\":1}]")
                        .refuse(odd.toString(), 400);
                Notifier notifier = Notifier.start(reservoirServiceStub.setting());
                Log log = new Log()) {
            Process node = probe(notifier, route.id() + ',' + odd.id(), List.of());
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(node.getInputStream(), UTF_8))) {
                expect(lines, "state connecting", "state open", "snapshot 1 unknown " + odd);
                log.spawned(route, 1, 1);
                expect(lines, "event 1 waiting 2");
                int before = reservoirServiceStub.asked();
                reservoirServiceStub.list(odd.toString(), asked -> "[{\"passenger_id\":\"Q\",\"version\":1}]");
                expect(lines, "snapshot 3");
                assertThat(reservoirServiceStub.asked()).isEqualTo(before + 1);
            } finally {
                node.destroyForcibly();
            }
        }
    }

    @Test
    void itFetchesATicketForItsTokenAndEndsWhereThatIsWrongOrMissing() throws Exception {
        String key = "reader-".repeat(6);
        try (ReservoirServiceStub reservoirServiceStub = new ReservoirServiceStub()
                        .list(route.toString(), asked -> "[{\"passenger_id\":\"P\",\"version\":1}]");
                Notifier notifier = Notifier.start(
                        reservoirServiceStub.setting(),
                        "--commuter.access.keys.reader.value=" + key,
                        "--commuter.access.keys.reader.scopes=read")) {
            assertThat(firstLines(probe(notifier, key), 3))
                    .containsExactly("state connecting", "state open", "snapshot 1");
            assertThat(firstLines(probe(notifier, "x" + key), 2))
                    .containsExactly("state connecting", "state ended 401");
            assertThat(firstLines(probe(notifier), 2)).containsExactly("state connecting", "state ended 401");
        }
    }

    private static List<String> firstLines(Process node, int count) throws Exception {
        try (BufferedReader lines = node.inputReader(UTF_8)) {
            return lines.lines().limit(count).toList();
        } finally {
            node.destroyForcibly();
        }
    }

    private Process probe(Notifier notifier, String... token) throws Exception {
        return probe(notifier, route.id(), List.of(token));
    }

    private static Process probe(Notifier notifier, String routes, List<String> token) throws Exception {
        Path script =
                Path.of(ClientModuleTest.class.getResource("/client-probe.mjs").toURI());
        List<String> command = new ArrayList<>(List.of(
                "node",
                "--experimental-websocket",
                "--no-warnings",
                script.toString(),
                "http://localhost:" + notifier.port(),
                routes));
        command.addAll(token);
        Process node = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // If a line never comes, the wait ends with the output.
        node.onExit().completeOnTimeout(node, PATIENCE_S, TimeUnit.SECONDS).thenAccept(Process::destroyForcibly);
        return node;
    }

    private static void expect(BufferedReader lines, String... expected) throws Exception {
        for (String line : List.of(expected)) {
            assertThat(lines.readLine()).isEqualTo(line);
        }
    }
}
