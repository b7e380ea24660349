package commuter.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.Json;
import commuter.schemas.PassengerCommand;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topics;
import commuter.standalone.Port;
import commuter.system.support.Eventually;
import commuter.system.support.Scripts;
import commuter.system.support.SystemTest;
import commuter.testing.SomePassenger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The scripts in bin/, run like by cron: without a locale. */
class ShippedScriptsTest extends SystemTest {
    private static final String NAME = "Zürich 東京";

    @TempDir
    Path folder;

    private Scripts scripts;

    @BeforeEach
    void open() throws Exception {
        scripts = new Scripts(Files.createDirectory(folder.resolve("checkout")));
    }

    @Test
    void noLetterIsLostOnTheWayThroughTheConsole() throws Exception {
        SpawnRequest request = SomePassenger.of(reservoir()).to(NAME).request();
        kafka.send(request);
        awaitEvents(1);

        String id = request.passengerId();
        assertThat(console("--json", "-c", "get " + id)).contains(NAME);
        assertThat(console("-c", "list --route " + scenario.routeId())).contains(NAME);
        console("-c", "board " + id + " --vehicle BUS-東京-ü");
        assertThat(awaitEvents(2).get(1).passenger().vehicleId()).isEqualTo("BUS-東京-ü");
    }

    @Test
    void aDeadLetterIsPutRightAndSentAgainWithEveryLetter() throws Exception {
        SpawnRequest request = scenario.spawnRequest();
        kafka.send(request);
        PassengerCommand command = scenario.board(request.passengerId(), "BUS-東京-ü");
        String broken = new String(Json.write(command), UTF_8).replace("BOARD", "BORED");
        kafka.sendUnusable(Topics.COMMANDS, reservoir().toString().getBytes(UTF_8), broken.getBytes(UTF_8));
        Eventually.until("the dead letter is there", () -> find(command).isPresent());

        JsonNode letter = find(command).orElseThrow();
        assertThat(letter.path("value").asString()).isEqualTo(broken);
        Path corrected = folder.resolve("ü 東京.json");
        Files.writeString(corrected, letter.path("value").asString().replace("BORED", "BOARD"));
        String place =
                letter.path("partition").asInt() + ":" + letter.path("offset").asLong();
        deadLetters("replay", place, "--value", corrected.toString(), "--yes");

        assertThat(awaitEvents(2).get(1).passenger().vehicleId()).isEqualTo("BUS-東京-ü");
    }

    @Test
    void aFeedMayHaveAnyName() throws Exception {
        Path feed = folder.resolve("ü 東京.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(feed));
                Stream<Path> files = Files.list(Path.of("src/test/resources/feed"))) {
            for (Path file : files.toList()) {
                zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
                Files.copy(file, zip);
            }
        }

        assertThat(scripts.run("seed", "--gtfs", feed.toString(), "--day", "tuesday", "--hours", "7-8", "--dry-run"))
                .contains("T-18");
    }

    @Test
    void whatNobodyReadsAnyMoreEnds() throws Exception {
        Process pipe = scripts.start(
                "bin/console --reservoir \"$1\" --notifier \"$2\" -c \"subscribe $3\" | head -2",
                pipeline.url(Port.RESERVOIR),
                pipeline.url(Port.NOTIFIER),
                scenario.routeId());

        Eventually.until("the pipe has ended", () -> {
            kafka.send(scenario.spawnRequest());
            return !pipe.isAlive();
        });
        assertThat(new String(pipe.getInputStream().readAllBytes(), UTF_8)).hasLineCount(2);
    }

    private Optional<JsonNode> find(PassengerCommand command) {
        try {
            return deadLetters("list", "--json", "--topic", Topics.COMMANDS.name())
                    .lines()
                    .map(Json.MAPPER::readTree)
                    .filter(letter -> letter.path("value").asString("").contains(command.commandId()))
                    .findFirst();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private String console(String... arguments) throws Exception {
        return scripts.run(
                "console",
                Stream.concat(
                                Stream.of(
                                        "--reservoir",
                                        pipeline.url(Port.RESERVOIR),
                                        "--spawner",
                                        pipeline.url(Port.SPAWNER),
                                        "--notifier",
                                        pipeline.url(Port.NOTIFIER)),
                                Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private String deadLetters(String... arguments) throws Exception {
        return scripts.run(
                "dead-letters",
                Stream.concat(Stream.of(arguments), Stream.of("--bootstrap-servers", pipeline.bootstrapServers()))
                        .toArray(String[]::new));
    }
}
