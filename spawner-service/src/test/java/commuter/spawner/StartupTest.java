package commuter.spawner;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.spawner.network.FeedFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The output and the exit code of the process. */
class StartupTest {
    @TempDir
    Path temp;

    @Test
    void aFeedThatCannotBeUsedIsOneLineAndExitCodeTwo() throws Exception {
        Outcome outcome = run("--commuter.gtfs=" + temp.resolve("nowhere.zip"));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.stderr())
                .singleElement()
                .asString()
                .startsWith("gtfs " + temp.resolve("nowhere.zip") + ": ");
        assertThat(outcome.stdout()).isEmpty();
    }

    @Test
    void aBrokenBuildingsFileIsOneLineAndExitCodeTwo() throws Exception {
        Path file = Files.writeString(temp.resolve("b.csv"), "stop_id,buildings\nHOLETOWN,many\n");

        Outcome outcome = run("--commuter.demand.buildings-file=" + file);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.stderr())
                .containsExactly("buildings " + file
                        + " line 2, field buildings: 'many' is no count of buildings (0 to 999999)");
    }

    @Test
    void aFeedCanBeCheckedWithoutStartingAnything() throws Exception {
        Outcome sound = run("--check-gtfs=");
        Outcome broken = run("--check-gtfs=" + temp);

        assertThat(sound.exitCode()).isZero();
        assertThat(sound.stdout())
                .containsExactly("6 routes, 96 stops, 313 trips, 8 depots, time zone America/Barbados");
        assertThat(broken.exitCode()).isEqualTo(2);
        assertThat(broken.stderr())
                .hasSize(6)
                .allMatch(line -> line.matches("gtfs " + temp + ": .* (is|are both) missing"));
    }

    @Test
    void whatIsLeftOutOfAFeedIsReportedWhenItIsChecked() throws Exception {
        FeedFolder feed = new FeedFolder(Files.createDirectory(temp.resolve("feed")));
        feed.rewrite("trips.txt", text -> text + "R,GONE,T3,0\n");
        feed.rewrite("stops.txt", text -> text + "S9,Unused,13.3,-59.6\n");

        Outcome outcome = run("--check-gtfs=" + feed.path());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.stdout()).singleElement().asString().contains("; LEFT OUT: 1 of the trips, ");
        assertThat(outcome.stderr())
                .hasSize(2)
                .allMatch(line -> line.startsWith("warning: gtfs " + feed.path() + ": "))
                .anyMatch(line -> line.contains("trips.txt line 4, field service_id: 'GONE' names no service_id"))
                .anyMatch(line -> line.contains("nobody waits at stop S9 "));
    }

    @Test
    void aClockOutOfRangeIsNamed() throws Exception {
        Outcome outcome = run("--commuter.clock.start=+999999999-12-31T00:00:00");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.stdout()).anyMatch(line -> line.contains("must be from 1970 to 2199"));
    }

    @Test
    void limitsOfAFeedOutOfRangeAreNamed() throws Exception {
        Outcome outcome = run("--commuter.feed.max-zip=0");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.stdout()).anyMatch(line -> line.contains("commuter.feed"));
    }

    @Test
    void onTheNetworkItDoesNotStartWithoutAuthentication() throws Exception {
        Outcome outcome = run("--server.address=0.0.0.0");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.stderr())
                .singleElement()
                .asString()
                .contains("server.address=0.0.0.0", "commuter.access.keys");
        assertThat(outcome.stdout()).isEmpty();
    }

    @Test
    void aSettingOutOfRangeIsNamed() throws Exception {
        Outcome outcome = run("--commuter.clock.speed=-1");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.stdout()).anyMatch(line -> line.contains("commuter.clock.speed"));
    }

    private Outcome run(String argument) throws IOException, InterruptedException {
        Path stdout = temp.resolve("stdout");
        Path stderr = temp.resolve("stderr");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SpawnerApplication.class.getName(),
                argument));
        int exitCode = new ProcessBuilder(command)
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile())
                .start()
                .waitFor();
        return new Outcome(
                exitCode,
                Files.readAllLines(stdout, StandardCharsets.UTF_8),
                Files.readAllLines(stderr, StandardCharsets.UTF_8));
    }

    private record Outcome(int exitCode, List<String> stdout, List<String> stderr) {}
}
