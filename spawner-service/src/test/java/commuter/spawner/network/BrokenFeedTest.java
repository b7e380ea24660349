package commuter.spawner.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a feed is told all at once, each finding in one line: the file, the line, the field. */
class BrokenFeedTest {
    @TempDir
    Path temp;

    private FeedFolder feed;

    @BeforeEach
    void soundFeed() throws IOException {
        feed = new FeedFolder(Files.createDirectory(temp.resolve("feed")));
    }

    @Test
    void aMissingFeedIsNamed() {
        Path nowhere = temp.resolve("nowhere.zip");

        assertThat(complaint(nowhere)).isEqualTo("there is no such file or folder (" + nowhere + ")");
    }

    @Test
    void aFileThatIsNoZipIsNamed() throws IOException {
        Path text = Files.writeString(temp.resolve("feed.zip"), "no zip at all");

        assertThat(complaint(text)).startsWith("is neither a folder nor a zip file");
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        feed.remove("stops.txt");

        assertThat(complaint()).isEqualTo("stops.txt is missing");
        assertThat(complaint(feed.zipTo(temp.resolve("feed.zip")))).isEqualTo("stops.txt is missing");
    }

    @Test
    void aFeedWithoutAnyCalendarIsRefused() throws IOException {
        feed.remove("calendar.txt");

        assertThat(complaint()).isEqualTo("calendar.txt and calendar_dates.txt are both missing");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() throws IOException {
        feed.setLine("stops.txt", 4, "S3,Three,113.12,-59.60");
        feed.setLine("trips.txt", 3, "R,NEVER,T2,1");
        feed.setLine("stop_times.txt", 2, "T1,six,06:00:00,S1,1");
        feed.setLine("stop_times.txt", 5, "T9,07:00:00,07:00:00,S3,first");
        feed.setLine("calendar.txt", 2, "D,1,1,1,1,1,yes,1,20250101,2030-12-31");

        assertThat(complaints(feed.path()))
                .containsExactly(
                        "stops.txt line 4, field stop_lat: '113.12' is no number from -90 to 90",
                        "calendar.txt line 2, field saturday: 'yes' must be one of 0, 1",
                        "calendar.txt line 2, field end_date: '2030-12-31' is no date (YYYYMMDD)",
                        "trips.txt line 3, field service_id: 'NEVER' names no service_id of calendar.txt or"
                                + " calendar_dates.txt",
                        "stop_times.txt line 2, field arrival_time: 'six' is no time (HH:MM:SS)",
                        "stop_times.txt line 5, field stop_sequence: 'first' is no whole number",
                        "stop_times.txt line 5, field trip_id: 'T9' names no trip_id");
    }

    @Test
    void aMistakeThatIsMadeAThousandTimesIsListedTwentyTimesAndCounted() throws IOException {
        feed.rewrite("stop_times.txt", text -> text + "T1,soon,,S2,\n".repeat(1000));

        assertThat(complaints(feed.path()))
                .contains("stop_times.txt, field arrival_time: 980 more")
                .filteredOn(line -> line.contains("arrival_time"))
                .hasSize(21);
    }

    @Test
    void anAddressThatAnswersWithNoFeedIsNamed() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        byte[] zip = Files.readAllBytes(feed.zipTo(temp.resolve("feed.zip")));
        server.createContext("/feed.zip", exchange -> {
            exchange.sendResponseHeaders(200, zip.length);
            exchange.getResponseBody().write(zip);
            exchange.close();
        });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            assertThat(NetworkReader.read(address + "/feed.zip").routes()).hasSize(1);
            assertThatThrownBy(() -> NetworkReader.read(address + "/nothing"))
                    .hasMessage("gtfs " + address + "/nothing: cannot be fetched: the server answers 404");
        } finally {
            server.stop(0);
        }
        assertThatThrownBy(() -> NetworkReader.read(address + "/feed.zip"))
                .hasMessageStartingWith("gtfs " + address + "/feed.zip: cannot be fetched: ");
    }

    @Test
    void aMalformedTimeIsFoundByLineAndField() throws IOException {
        feed.setLine("stop_times.txt", 3, "T1,06:05:00,25:99:00,S2,2");

        assertThat(complaint())
                .isEqualTo("stop_times.txt line 3, field departure_time: '25:99:00' is no time (HH:MM:SS)");
    }

    @Test
    void aMalformedTimeInTheLastLineWithoutNewlineIsFoundByLine() throws IOException {
        feed.rewrite("stop_times.txt", text -> text + "T2,soon,,S1,4");

        assertThat(complaint()).isEqualTo("stop_times.txt line 8, field arrival_time: 'soon' is no time (HH:MM:SS)");
    }

    @Test
    void lineNumbersCountBlankLinesAndCarriageReturns() throws IOException {
        feed.rewrite("stop_times.txt", text -> text.replace("\n", "\r\n") + "\r\n\r\nT2,soon,,S1,4\r\n");

        assertThat(complaint()).startsWith("stop_times.txt line 10, field arrival_time:");
    }

    @Test
    void aMalformedNumberIsFoundByLineAndField() throws IOException {
        feed.setLine("stop_times.txt", 2, "T1,06:00:00,06:00:00,S1,first");

        assertThat(complaint()).isEqualTo("stop_times.txt line 2, field stop_sequence: 'first' is no whole number");
    }

    @Test
    void aPositionOffTheEarthIsFoundByLineAndField() throws IOException {
        feed.setLine("stops.txt", 4, "S3,Three,113.12,-59.60");

        assertThat(complaint()).isEqualTo("stops.txt line 4, field stop_lat: '113.12' is no number from -90 to 90");
    }

    @Test
    void aStopWithoutAPositionIsFoundByLineAndField() throws IOException {
        feed.setLine("stops.txt", 2, "S1,One,,-59.60");

        assertThat(complaint()).isEqualTo("stops.txt line 2, field stop_lat: is required");
    }

    @Test
    void aMissingColumnIsNamed() throws IOException {
        feed.setLine("trips.txt", 1, "route_id,service_id,trip,direction_id");

        assertThat(complaint()).isEqualTo("trips.txt line 1, field trip_id: the column is missing");
    }

    @Test
    void aReferenceToNothingIsFoundByLineAndField() throws IOException {
        feed.setLine("stop_times.txt", 5, "T2,07:00:00,07:00:00,S9,1");

        assertThat(complaint()).isEqualTo("stop_times.txt line 5, field stop_id: 'S9' names no stop_id");
    }

    @Test
    void anIdThatOccursTwiceIsFoundByLine() throws IOException {
        feed.setLine("stops.txt", 3, "S1,Two,13.11,-59.60");

        assertThat(complaints(feed.path())).first().isEqualTo("stops.txt line 3, field stop_id: 'S1' occurs twice");
    }

    @Test
    void anUnknownTimeZoneIsFoundByLineAndField() throws IOException {
        feed.setLine("agency.txt", 2, "A,Agency,https://a.example/,Barbados Time");

        assertThat(complaint()).startsWith("agency.txt line 2, field agency_timezone: 'Barbados Time' is no time zone");
    }

    @Test
    void anEmptyFileIsNamed() throws IOException {
        feed.writeRaw("routes.txt", "");

        assertThat(complaint()).isEqualTo("routes.txt: is empty: not even a header");
    }

    @Test
    void aFeedOnWhichNobodyCouldRideIsRefused() throws IOException {
        feed.write("stop_times.txt", "trip_id,arrival_time,departure_time,stop_id,stop_sequence", "T1,,,S1,1");

        assertThat(complaint()).startsWith("has no route with a trip of at least two stops");
    }

    private String complaint() {
        return complaint(feed.path());
    }

    private static List<String> complaints(Path path) {
        String prefix = "gtfs " + path + ": ";
        return catchThrowableOfType(FeedException.class, () -> NetworkReader.read(path.toString()))
                .getMessage()
                .lines()
                .map(line -> line.substring(prefix.length()))
                .toList();
    }

    private static String complaint(Path path) {
        String message = catchThrowableOfType(FeedException.class, () -> NetworkReader.read(path.toString()))
                .getMessage();
        assertThat(message).startsWith("gtfs " + path + ": ").doesNotContain("\n");
        return message.substring(("gtfs " + path + ": ").length());
    }
}
