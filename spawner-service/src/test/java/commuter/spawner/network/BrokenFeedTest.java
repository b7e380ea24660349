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

/**
 * All problems of a feed are reported at once, one line for each: the file, the line, the field. Problems that make the
 * whole feed useless refuse it. For problems of single rows see {@link LeftOutTest}.
 */
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

        assertThat(complaint())
                .isEqualTo("no service runs on any day: calendar.txt and calendar_dates.txt are both missing");
    }

    @Test
    void allErrorsAreReportedAtOnce() throws IOException {
        feed.remove("routes.txt");
        feed.setLine("agency.txt", 2, "A,Agency,https://a.example/,Barbados Time");
        feed.setLine("stops.txt", 4, "S3,Three,113.12,-59.60");
        feed.setLine("stop_times.txt", 2, "T1,six,06:00:00,S1,1");
        feed.setLine("calendar.txt", 2, "D,1,1,1,1,1,yes,1,20250101,2030-12-31");

        assertThat(complaints(feed.path()))
                .containsExactly(
                        "agency.txt line 2, field agency_timezone: 'Barbados Time' is no time zone (e.g."
                                + " America/Barbados)",
                        "routes.txt is missing",
                        "no service runs on any day: calendar.txt has none, and calendar_dates.txt is missing",
                        "stops.txt line 4, field stop_lat: '113.12' is no number from -90 to 90: the stop is left out",
                        "calendar.txt line 2, field saturday: 'yes' must be one of 0, 1: the line is left out",
                        "calendar.txt line 2, field end_date: '2030-12-31' is no date (YYYYMMDD): the line is left out",
                        "stop_times.txt line 2, field arrival_time: 'six' is no time (HH:MM:SS): its trip is left out");
    }

    @Test
    void aFeedWithoutUsableTripsIsRefusedWithTheReason() throws IOException {
        feed.setLine("stop_times.txt", 2, "T1,six,06:00:00,S1,1");
        feed.setLine("trips.txt", 3, "R,NEVER,T2,1");

        assertThat(complaints(feed.path()))
                .containsExactly(
                        "has no route with a trip of at least two stops: nobody could ride anywhere",
                        "trips.txt line 3, field service_id: 'NEVER' names no service_id of calendar.txt or"
                                + " calendar_dates.txt: the trip is left out",
                        "stop_times.txt line 2, field arrival_time: 'six' is no time (HH:MM:SS): its trip is left out",
                        "routes.txt line 2, field route_id: 'R' has no trip that anybody could ride: nobody comes there");
    }

    @Test
    void aFeedWithoutAnyServiceNamesTheCalendars() throws IOException {
        feed.rewrite("calendar.txt", text -> text.substring(0, text.indexOf('\n') + 1));
        assertThat(complaint())
                .isEqualTo("no service runs on any day: calendar.txt has none, and calendar_dates.txt is missing");

        feed.write("calendar_dates.txt", "service_id,date,exception_type");
        assertThat(complaint()).isEqualTo("no service runs on any day: calendar.txt and calendar_dates.txt have none");

        feed.remove("calendar.txt");
        assertThat(complaint())
                .isEqualTo("no service runs on any day: calendar_dates.txt has none, and calendar.txt is missing");
    }

    @Test
    void aFeedWhoseServicesHaveNoDayNamesTheCalendars() throws IOException {
        feed.setLine("calendar.txt", 2, "D,0,0,0,0,0,0,0,20250101,20301231");

        assertThat(complaint()).startsWith("no trip runs on any day: calendar.txt and calendar_dates.txt have no day");
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
    void aMissingColumnIsNamed() throws IOException {
        feed.setLine("trips.txt", 1, "route_id,service_id,trip,direction_id");

        assertThat(complaint()).isEqualTo("trips.txt line 1, field trip_id: the column is missing");
    }

    @Test
    void columnsSeparatedBySemicolonsAreReported() throws IOException {
        feed.rewrite("trips.txt", text -> text.replace(',', ';'));

        assertThat(complaint())
                .isEqualTo("trips.txt: its columns are parted by other characters than commas:"
                        + " 'route_id;service_id;trip_id;direction_id'");
    }

    @Test
    void anUnknownTimeZoneIsFoundByLineAndField() throws IOException {
        feed.setLine("agency.txt", 2, "A,Agency,https://a.example/,Barbados Time");

        assertThat(complaint()).startsWith("agency.txt line 2, field agency_timezone: 'Barbados Time' is no time zone");
    }

    @Test
    void aZoneInOtherLettersIsSuggested() throws IOException {
        feed.setLine("agency.txt", 2, "A,Agency,https://a.example/,america/barbados");

        assertThat(complaint()).endsWith("'america/barbados' is no time zone (do you mean America/Barbados?)");
    }

    @Test
    void anEmptyFileIsNamed() throws IOException {
        feed.writeRaw("routes.txt", "");

        assertThat(complaint()).isEqualTo("routes.txt: is empty: not even a header");
    }

    @Test
    void aFeedOnWhichNobodyCouldRideIsRefused() throws IOException {
        feed.write("stop_times.txt", "trip_id,arrival_time,departure_time,stop_id,stop_sequence", "T1,,,S1,1");

        assertThat(complaints(feed.path()))
                .first()
                .isEqualTo("has no route with a trip of at least two stops: nobody could ride anywhere");
    }

    @Test
    void severalFeedsInOneZipAreRefusedAndNamed() throws IOException {
        Path both = temp.resolve("both.zip");
        feed.zipTo(both, "north/", "south/");

        assertThat(complaint(both))
                .isEqualTo("holds several feeds (north/, south/): unpack it, and name the folder of one");
    }

    @Test
    void zipsInAZipAreRefusedAndNamed() throws IOException {
        Path inner = feed.zipTo(Files.createDirectory(temp.resolve("outer")).resolve("bus.zip"));
        Path outer = FeedFolder.at(inner.getParent()).zipTo(temp.resolve("outer.zip"));

        assertThat(complaint(outer)).isEqualTo("holds other zips (bus.zip): unpack it, and name one of them");
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
