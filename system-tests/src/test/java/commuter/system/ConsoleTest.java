package commuter.system;

import static commuter.system.support.Typist.CTRL_C;
import static commuter.system.support.Typist.TAB;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.console.Console;
import commuter.console.ConsoleEnvironment;
import commuter.schemas.CommandType;
import commuter.schemas.Json;
import commuter.schemas.SpawnRequest;
import commuter.standalone.Port;
import commuter.system.support.SystemTest;
import commuter.system.support.Typist;
import commuter.testing.SomePassenger;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console, used by a person who types and by scripts. */
class ConsoleTest extends SystemTest {
    private static final Path NOWHERE = Path.of("target");

    private record Ended(int status, String out, String err) {}

    @Test
    void somebodyBoardsAPassengerAndSeesItHappen(@TempDir Path home) throws Exception {
        SpawnRequest request = scenario.spawnRequest();
        kafka.send(request);
        awaitEvents(1);
        String id = request.passengerId();
        try (Typist typist = new Typist(home, addresses())) {
            typist.awaitScreen("Connected to " + pipeline.url(Port.RESERVOIR));
            typist.type("list --route " + scenario.routeId() + "\n");
            typist.awaitScreen("page 1 of 1, 1 in all");
            assertThat(typist.screen()).contains("PASSENGER").contains(id).contains("WAITING");

            typist.type("boa" + TAB + id.substring(0, 12) + TAB + "--veh" + TAB + "BUS-1\n");
            typist.awaitScreen("BOARDED");
            typist.type("board " + id + " --vehicle BUS-2\n");
            typist.awaitScreen("error: boarded by vehicle BUS-1");
            typist.type("subscribe " + scenario.routeId() + "\n");
            typist.awaitScreen("Subscribed");
            kafka.send(scenario.command(CommandType.CANCEL, id, null));
            typist.awaitScreen("CANCELLED");
            typist.type(CTRL_C);
            typist.awaitScreen("commuter>");
            typist.type("reinstate " + id + "\n");
            typist.awaitScreen("WAITING");
            typist.type("get " + id + "\n");
            typist.awaitScreen("destination_name");
            typist.type("quit\n");

            assertThat(typist.status()).isZero();
        }
        assertThat(Files.readString(home.resolve(".commuter_history"))).contains("list --route", "--vehicle BUS-2");
    }

    @Test
    void aScriptGetsJsonAndAStatus() throws Exception {
        SpawnRequest request = scenario.spawnRequest();
        kafka.send(request);
        awaitEvents(1);

        Ended listed = run("", "--json", "-c", "list --route " + scenario.routeId());
        assertThat(listed.status()).isZero();
        assertThat(Json.MAPPER
                        .readTree(listed.out())
                        .path("data")
                        .path(0)
                        .path("passenger_id")
                        .asString())
                .isEqualTo(request.passengerId());
        Ended nearby = run("", "-c", "nearby 13.0975 -59.6167 --route " + scenario.routeId());
        assertThat(nearby.out()).contains("KM").contains("0.000").contains(request.passengerId());

        Ended refused = run("", "-c", "alight " + request.passengerId());
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).startsWith("error: ").contains("WAITING").hasLineCount(1);
    }

    @Test
    void aPipedScriptEndsAtTheFirstLineThatFails() throws Exception {
        String script = "# what is there\nstats\n\nget PASS_1\nstats --route nobody\n";

        Ended ended = run(script);
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out()).contains("STATUS").doesNotContain("HOUR");
        assertThat(ended.err()).contains("PASS_ and 32 upper-case hex digits");

        Ended whole = run(script, "--keep-going");
        assertThat(whole.status()).isEqualTo(1);
        assertThat(whole.out()).contains("HOUR");
    }

    @Test
    void anErrorIsOneLineWithWhatToDo() throws Exception {
        assertThat(run("", "-c", "bord PASS_1"))
                .satisfies(ended -> assertThat(ended.status()).isEqualTo(2))
                .satisfies(ended -> assertThat(ended.err())
                        .contains("'bord'", "did you mean board?")
                        .hasLineCount(1));
        assertThat(run("", "-c", "board PASS_1").err())
                .contains("--vehicle", "help board")
                .hasLineCount(1);
        assertThat(run("", "-c", "connect 127.0.0.1:1"))
                .satisfies(ended -> assertThat(ended.status()).isEqualTo(1))
                .satisfies(ended -> assertThat(ended.err())
                        .contains("Nobody answers at http://127.0.0.1:1", "bin/standalone")
                        .hasLineCount(1));
        assertThat(run("", "-c", "seed 18X monday 7-9").err()).contains("18X").hasLineCount(1);
        assertThat(run("", "-c", "list --route 18X").err())
                .contains("T-18, T-19")
                .hasLineCount(1);
        assertThat(run("", "-c", "get \"PASS_1").err())
                .contains("quotation mark")
                .hasLineCount(1);
        assertThat(run("", "--reservoir", "ftp://x").status()).isEqualTo(2);
    }

    @Test
    void aListGoesOnBehindItsLastPassengerThoughOthersHaveCome() throws Exception {
        SpawnRequest first = SomePassenger.of(reservoir()).withPriority(2).request();
        SpawnRequest second = SomePassenger.of(reservoir()).withPriority(3).request();
        kafka.send(first);
        kafka.send(second);
        awaitEvents(2);
        String list = "list --sort priority --page-size 1 --route " + scenario.routeId();
        String page = run("", "-c", list).out();
        assertThat(page).contains(first.passengerId(), "page 1 of 2, 2 in all; the next: --after ");
        kafka.send(SomePassenger.of(reservoir()).withPriority(1).request());
        awaitEvents(3);

        String next = page.substring(page.lastIndexOf("--after")).strip();
        String last = run("", "-c", list + " " + next).out();

        assertThat(last).contains(second.passengerId()).doesNotContain(first.passengerId(), "the next");
    }

    @Test
    void aScriptSeedsAndFollowsTheEvents() throws Exception {
        kafka.send(scenario.spawnRequest());
        awaitEvents(1);
        assertThat(run("", "-c", "seed T-18 tuesday 7-8").out()).containsPattern("[1-9]\\d* passengers for 20\\d\\d-");

        Ended none = run("", "-c", "subscribe " + scenario.routeId() + " --count 1 --for 1");
        assertThat(none.status()).isEqualTo(1);
        assertThat(none.out()).contains("Subscribed");

        Ended refused = run("", "-c", "subscribe ''");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("route");
    }

    private String[] addresses(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--reservoir", pipeline.url(Port.RESERVOIR),
                "--spawner", pipeline.url(Port.SPAWNER),
                "--notifier", pipeline.url(Port.NOTIFIER)));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private Ended run(String piped, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ConsoleEnvironment consoleEnvironment = new ConsoleEnvironment(
                Map.of(),
                NOWHERE,
                new BufferedReader(new StringReader(piped)),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                () -> {
                    throw new AssertionError("A script needs no terminal");
                },
                false,
                false);
        int status = Console.run(addresses(arguments), consoleEnvironment);
        return new Ended(status, out.toString(), err.toString());
    }
}
