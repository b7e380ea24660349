package commuter.system;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.CommandResult;
import commuter.schemas.Outcome;
import commuter.schemas.SpawnRequest;
import commuter.standalone.Checkout;
import commuter.standalone.Port;
import commuter.system.support.Eventually;
import commuter.system.support.SystemTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The conductor of {@code examples/conductor-node}, which uses none of our code and an unmodified Kafka client. */
class ConductorExampleTest extends SystemTest {
    private static final Path EXAMPLE = Checkout.find().root().resolve("examples/conductor-node");

    @TempDir
    Path temp;

    @BeforeAll
    static void needsItsPackages() {
        assertThat(EXAMPLE.resolve("node_modules/kafkajs"))
                .as("bin/test installs it, and so does: npm ci --prefix examples/conductor-node")
                .isDirectory();
    }

    @Test
    void aConductorInNodeBoardsWhoIsNearbyUntilTheVehicleIsFull() throws Exception {
        List<SpawnRequest> requests = scenario.spawnRequests(5);
        requests.forEach(kafka::send);
        awaitEvents(requests.size());

        Path output = temp.resolve("output");
        Process conductor = new ProcessBuilder(
                        "node",
                        "conductor.js",
                        "--route=" + scenario.routeId(),
                        "--latitude=" + requests.get(0).latitude(),
                        "--longitude=" + requests.get(0).longitude(),
                        "--vehicle=BUS-NODE",
                        "--seats=3",
                        "--brokers=" + pipeline.bootstrapServers(),
                        "--api=" + pipeline.url(Port.RESERVOIR))
                .directory(EXAMPLE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            Eventually.asserted(() -> assertThat(conductor.isAlive())
                    .as("The vehicle has not departed. It says: %s", Files.readString(output))
                    .isFalse());
        } finally {
            conductor.destroyForcibly();
        }

        List<String> lines = Files.readAllLines(output);
        assertThat(lines).last().isEqualTo("BUS-NODE is full and departs.");
        assertThat(lines)
                .filteredOn(line -> line.endsWith(" boarded BUS-NODE, bound for Six Cross Roads"))
                .hasSize(3);
        assertThat(kafka.results(reservoir()))
                .hasSize(3)
                .extracting(CommandResult::outcome)
                .containsOnly(Outcome.ACCEPTED);
    }
}
