package commuter.spawner.demand;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.spawner.network.FeedFolder;
import commuter.spawner.network.Network;
import commuter.spawner.network.NetworkReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places where no passenger ever waits are reported with the reason; other places are not. */
class DemandGapsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @TempDir
    Path temp;

    private FeedFolder feed;

    @BeforeEach
    void soundFeed() throws IOException {
        feed = new FeedFolder(Files.createDirectory(temp.resolve("feed")));
    }

    @Test
    void inASoundFeedThereAreNone() throws IOException {
        assertThat(gaps("")).isEmpty();
        assertThat(DemandGaps.of(
                        NetworkReader.read(""),
                        Demand.of(NetworkReader.read(""), Buildings.uniform(60), DemandRules.DEFAULT, 1),
                        LocalDate.of(2040, 1, 1)))
                .isEmpty();
    }

    @Test
    void aRouteThatRunsNoMoreIsNamedWithItsDepots() throws IOException {
        feed.rewrite("routes.txt", text -> text + "OLD,A,2,Second,3\n");
        feed.rewrite("calendar.txt", text -> text + "O,1,1,1,1,1,1,1,20260101,20260201\n");
        feed.rewrite("stops.txt", text -> text + "S8,Eight,13.20,-59.60\nS9,Nine,13.30,-59.60\n");
        feed.rewrite("trips.txt", text -> text + "OLD,O,T3,0\nOLD,O,T4,1\n");
        feed.rewrite(
                "stop_times.txt",
                text -> text + "T3,09:00:00,09:00:00,S8,1\nT3,09:10:00,09:10:00,S9,2\n"
                        + "T4,19:00:00,19:00:00,S9,1\nT4,19:10:00,19:10:00,S8,2\n");

        // The busiest week is one in January, when the route ran. It is used when the calendar has ended.
        assertThat(gaps("")).isEmpty();

        feed.write(
                "calendar_dates.txt", "service_id,date,exception_type", "D,20260105,2", "D,20260112,2", "D,20260119,2");
        feed.setLine("calendar.txt", 3, "O,1,0,0,0,0,0,0,20260105,20260119");

        assertThat(gaps(""))
                .containsExactly(
                        "nobody waits for route OLD from 2026-03-02 on: no trip runs there any more (see calendar.txt and"
                                + " calendar_dates.txt)",
                        "nobody waits in depots S8, S9 from 2026-03-02 on: no trip runs there any more (see calendar.txt"
                                + " and calendar_dates.txt)");
    }

    @Test
    void stopsWithoutTripsAndStopsWhereAllTripsEndAreNamed() throws IOException {
        feed.rewrite("stops.txt", text -> text + "S9,Nine,13.30,-59.60\n");
        feed.write("trips.txt", "route_id,service_id,trip_id,direction_id", "R,D,T1,0");
        feed.rewrite("stop_times.txt", text -> text.substring(0, text.indexOf("T2")));

        assertThat(gaps(""))
                .containsExactly(
                        "nobody waits at stop S9 from 2026-03-02 on: no trip calls there",
                        "nobody waits at stop S3 from 2026-03-02 on: every trip ends there, or nobody may board");
    }

    @Test
    void aDepotWhereNobodyMayBoardIsNamed() throws IOException {
        feed.rewrite(
                "stop_times.txt",
                text -> text.replaceFirst("\n", ",pickup_type\n").replace("06:00:00,S1,1", "06:00:00,S1,1,1"));

        assertThat(gaps(""))
                .first()
                .asString()
                .startsWith("nobody waits in depot S1 from 2026-03-02 on: nobody may board there");
    }

    @Test
    void withoutBuildingsNobodyWaitsAnywhere() {
        Network network = network();
        List<String> gaps =
                DemandGaps.of(network, Demand.of(network, Buildings.uniform(0), DemandRules.DEFAULT, 1), DAY);

        assertThat(gaps).first().isEqualTo("nobody waits anywhere from 2026-03-02 on");
        assertThat(gaps.get(1)).startsWith("nobody waits for route R from 2026-03-02 on: no building lies around");
    }

    @Test
    void rulesThatLeaveNobodyAreNamed() throws IOException {
        assertThat(gaps("base: {route: 0}"))
                .containsExactly("nobody waits for route R from 2026-03-02 on: the rules give a base rate of 0");
        assertThat(
                        gaps(
                                "routes: {R: {hours: [1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}}"))
                .containsExactly(
                        "nobody waits for route R from 2026-03-02 on: the rules give 0 for all hours or days at"
                                + " which trips run");
        feed.setLine("calendar.txt", 2, "D,0,0,0,0,0,1,1,20250101,20301231");
        assertThat(gaps("days: {saturday: 0, sunday: 0}"))
                .hasSize(3)
                .first()
                .isEqualTo("nobody waits anywhere from" + " 2026-03-02 on");
        assertThat(gaps("days: {saturday: 0}")).isEmpty();
    }

    @Test
    void ofManyTenAreNamed() throws IOException {
        StringBuilder stops = new StringBuilder();
        for (int i = 0; i < 47; i++) {
            stops.append("U").append(i).append(",Unused,13.5,-59.6\n");
        }
        feed.rewrite("stops.txt", text -> text + stops);

        assertThat(gaps(""))
                .singleElement()
                .asString()
                .startsWith("nobody waits at stops U0, U1, ")
                .contains("U9 and 37 more");
    }

    private List<String> gaps(String rules) throws IOException {
        Network network = network();
        Path file = Files.writeString(temp.resolve("rules.yaml"), rules);
        DemandRules read = rules.isEmpty() ? DemandRules.DEFAULT : RulesFile.read(file, network);
        return DemandGaps.of(network, Demand.of(network, Buildings.uniform(60), read, 1), DAY);
    }

    private Network network() {
        return NetworkReader.read(feed.path().toString());
    }
}
