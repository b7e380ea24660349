package commuter.spawner.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A feed that cannot be used is told in one line: the file, the line, the field. */
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

        assertThat(complaint()).isEqualTo("stops.txt line 3, field stop_id: 'S1' occurs twice");
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

    private static String complaint(Path path) {
        String message = catchThrowableOfType(FeedException.class, () -> NetworkReader.read(path.toString()))
                .getMessage();
        assertThat(message).startsWith("gtfs " + path + ": ").doesNotContain("\n");
        return message.substring(("gtfs " + path + ": ").length());
    }
}
