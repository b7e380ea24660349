package commuter.spawner;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.spawner.network.FeedFolder;
import commuter.testing.RunningKafka;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands {@code seed} and {@code demand-check}. */
class CommandsTest {
    @TempDir
    Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aDryRunExplainsLambdaAsAProduct() {
        int exitCode = run("seed --route 1A --date 2026-01-05 --hours 8-9 --type route --dry-run");

        assertThat(exitCode).isZero();
        assertThat(out.toString().lines().toList().get(1))
                .matches("1A +Mon 08:00-09:00 +route:1A +1,260 x +0.012 x +2 x +1.3 x +1 x +1.000 = +39.31");
        assertThat(out.toString()).contains("Expected: 39.3 passengers.");
    }

    @Test
    void seedingFromTheShellPublishesTheSamePassengersAsTheServiceDoes() throws Exception {
        String kafka = RunningKafka.sharedServers();
        SpawnRequestsLog log = SpawnRequestsLog.openAtEnd(kafka);

        int exitCode = run("seed --route 1A --date 2026-01-05 --hours 7-9 --bootstrap-servers " + kafka);
        List<String> seeded = ids(log);
        try (RunningSpawner spawner = new RunningSpawner(kafka, "--commuter.spawn.enabled=false")) {
            spawner.post("/api/seed", "{\"route\":\"1A\",\"date\":\"2026-01-05\",\"start_hour\":7,\"end_hour\":9}");
        }

        assertThat(exitCode).isZero();
        assertThat(out.toString()).startsWith("Published " + seeded.size() + " passengers of route 1A, ");
        assertThat(seeded).isNotEmpty().doesNotHaveDuplicates();
        assertThat(ids(log)).hasSize(2 * seeded.size()).hasSameElementsAs(seeded);
    }

    @Test
    void nobodyGetsAWholeDayOfAllRoutesWithoutHavingAskedForIt() {
        int exitCode = run("seed --bootstrap-servers localhost:1");

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString())
                .contains("route: is required, or --all", "routes for the whole of today", "--dry-run");
        assertThat(run("seed --dry-run")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9-7", "7-7", "20-25"})
    void hoursThatDoNotEndAfterTheyBeginAreNamedAsTheyWereGiven(String hours) {
        assertThat(run("seed --route 1A --dry-run --hours " + hours)).isEqualTo(2);
        assertThat(err.toString()).startsWith("hours: '" + hours + "' must end after they begin, and by 24");
    }

    @Test
    void aDayThatIsDrawnIsComparedWithTheFormula() {
        int exitCode = run("demand-check --date 2026-01-05 --seed 3");

        assertThat(exitCode).isZero();
        assertThat(out.toString())
                .contains("Passengers by hour: # drawn, | expected", "Drawn / expected by route and hour", "5E", "p = ")
                .endsWith("the draw fits the formula.\n");
    }

    @Test
    void aDayOnWhichNobodyIsExpectedDoesNotFit() throws Exception {
        FeedFolder feed = new FeedFolder(temp);
        feed.setLine("calendar.txt", 2, "D,1,1,1,1,1,0,0,20250101,20301231");

        int exitCode = run("demand-check --date 2026-01-03 --gtfs " + temp);

        assertThat(exitCode).isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "no trip runs on 2026-01-03, so nobody comes that day; the next day with trips is 2026-01-05",
                        "nobody is expected in these hours for route R",
                        "Nobody is expected in these hours, so there is nothing to compare.")
                .doesNotContain("fits");
    }

    @Test
    void whatIsLeftOutOfTheFeedIsReportedBeforeTheCounts() throws Exception {
        FeedFolder feed = new FeedFolder(temp);
        feed.rewrite("trips.txt", text -> text + "R,GONE,T3,0\n");
        feed.rewrite("stops.txt", text -> text + "S9,Unused,13.3,-59.6\n");

        int exitCode = run("seed --dry-run --date 2026-01-05 --gtfs " + temp);

        assertThat(exitCode).isZero();
        assertThat(err.toString().lines())
                .containsExactly(
                        "warning: 1 routes, 4 stops, 3 trips, 2 depots, time zone America/Barbados; LEFT OUT: 1 of the"
                                + " trips, 0 of the stops, 0 of 1 routes",
                        "warning: nobody waits at stop S9 from 2026-01-05 on: no trip calls there");
    }

    @Test
    void theCurveIsDrawnAsAPicture() throws Exception {
        Path png = temp.resolve("day.png");

        int exitCode = run("demand-check --date 2026-01-05 --png " + png);

        assertThat(exitCode).isZero();
        BufferedImage picture = ImageIO.read(png.toFile());
        Map<Integer, Long> colours = IntStream.range(0, picture.getWidth() * picture.getHeight())
                .mapToObj(i -> picture.getRGB(i % picture.getWidth(), i / picture.getWidth()) & 0xFFFFFF)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(colours)
                .hasEntrySatisfying(0x9ECAE1, bars -> assertThat(bars).isGreaterThan(10_000));
        assertThat(colours).containsKey(0xC0392B);
    }

    @Test
    void rulesOverrideTheFormula() throws Exception {
        Path rules = Files.writeString(temp.resolve("rules.yaml"), """
                routes:
                  1A: {base: 0.024}
                events:
                  - {name: match, from: 2026-01-05T08:30, to: 2026-01-05T10:00, times: 3}
                weather:
                  - {name: rain, from: 2026-01-05T08:00, to: 2026-01-05T09:00, times: 0.5, routes: [1A]}
                """);

        run("seed --route 1A --date 2026-01-05 --hours 8-9 --type route --dry-run --rules " + rules);

        // Twice the base; half an hour of threefold demand makes two on average, and the rain halves that.
        assertThat(out.toString().lines().toList().get(1)).contains("0.024 x", " 1 x  1.000", "78.62");
    }

    @Test
    void allErrorsInTheRulesAreReportedAtOnce() throws Exception {
        Path rules = Files.writeString(temp.resolve("rules.yaml"), """
                hours: [1, 2]
                days: {funday: 2}
                routes:
                  9Z: {base: many}
                events:
                  - {from: noon, to: 2026-01-05T10:00, times: 3}
                """);

        int exitCode = run("seed --dry-run --rules " + rules);

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString().lines().map(line -> line.replace("rules " + rules + " ", "")))
                .containsExactly(
                        "line 1, field hours: has 2 numbers where 24 are needed, from midnight on",
                        "line 2, field funday: is none of monday, tuesday, wednesday, thursday, friday, saturday, sunday",
                        "line 4, field 9Z: '9Z' is no route of the feed; those are 1A, 2B, 3C, 4D, 5E, 6F",
                        "line 4, field base: 'many' is no number from 0 to 1000",
                        "line 6, field from: 'noon' is no local time (2026-08-03T10:00)");
    }

    @ParameterizedTest
    @CsvSource({
        "seed --route 9Z, route: '9Z' must be all or one of",
        "seed --hours seven, hours: 'seven' must be two hours",
        "seed --hours 9-9, hours: '9-9' must end after they begin",
        "seed --gtfs nowhere.zip, gtfs nowhere.zip: there is no such file",
        "demand-check --speed 3, --speed",
        "demand-check --hours 7-8 --png nowhere/day.png, png: 'nowhere/day.png' cannot be written"
    })
    void whatMakesNoSenseIsNamedAndEndsWithExitCodeTwo(String command, String complaint) {
        assertThat(run(command)).isEqualTo(2);
        assertThat(err.toString()).contains(complaint);
    }

    private int run(String command) {
        CommandLine commands = Commands.commandLine();
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        commands.getSubcommands()
                .values()
                .forEach(each -> each.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)));
        return commands.execute(command.split(" "));
    }

    private static List<String> ids(SpawnRequestsLog log) {
        return log.read().stream().map(record -> record.value().passengerId()).toList();
    }
}
