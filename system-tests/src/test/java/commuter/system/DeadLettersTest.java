package commuter.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.CommandResult;
import commuter.schemas.Json;
import commuter.schemas.Outcome;
import commuter.schemas.PassengerCommand;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topics;
import commuter.standalone.Checkout;
import commuter.system.support.Eventually;
import commuter.system.support.SystemTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The command line of the shipped jar, as an operator uses it. */
class DeadLettersTest extends SystemTest {

    @Test
    void anOperatorFindsABrokenCommandPutsItRightAndItIsAccepted(@TempDir Path folder) throws Exception {
        SpawnRequest passenger = scenario.spawnRequest();
        kafka.send(passenger);
        PassengerCommand command = scenario.board(passenger.passengerId(), "BUS-1");
        byte[] right = Json.write(command);
        byte[] broken = new String(right, UTF_8).replace("BOARD", "BORED").getBytes(UTF_8);
        kafka.sendUnusable(Topics.COMMANDS, reservoir().toString().getBytes(UTF_8), broken);
        Eventually.until(
                "the dead letter is there",
                () -> kafka.records(Topics.DEAD_LETTERS).stream()
                        .anyMatch(letter -> Arrays.equals(letter.value(), broken)));

        JsonNode letter = letter(folder, command);
        assertThat(letter.path("reason").asString()).contains("'BORED' must be one of [BOARD, ALIGHT");
        assertThat(letter.path("value").asString()).isEqualTo(new String(broken, UTF_8));
        String place =
                letter.path("partition").asInt() + ":" + letter.path("offset").asLong();
        Path corrected = Files.write(folder.resolve("corrected.json"), right);
        call(folder, "replay", place, "--value", corrected.toString(), "--yes");
        call(folder, "replay", place, "--value", corrected.toString(), "--yes");

        Eventually.until(
                "the command has its result", () -> !kafka.results(reservoir()).isEmpty());
        awaitEvents(2);
        assertThat(kafka.results(reservoir()))
                .extracting(CommandResult::outcome)
                .containsExactly(Outcome.ACCEPTED);
        assertThat(letter(folder, command).path("replayed_at").asString()).isNotEmpty();
    }

    private JsonNode letter(Path folder, PassengerCommand command) throws Exception {
        return call(folder, "list", "--json", "--topic", Topics.COMMANDS.name())
                .lines()
                .map(Json.MAPPER::readTree)
                .filter(letter -> letter.path("value").asString("").contains(command.commandId()))
                .findFirst()
                .orElse(null);
    }

    private String call(Path folder, String... arguments) throws Exception {
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Checkout.find().jar("reservoir-service").toString(),
                "dead-letters"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("SPRING_KAFKA_BOOTSTRAP_SERVERS", pipeline.bootstrapServers());
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(output);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
