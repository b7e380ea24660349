package commuter.spawner.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A problem of one trip or one stop leaves out only that one, and is reported: the file, the line, the field. */
class LeftOutTest {
    @TempDir
    Path temp;

    private FeedFolder feed;

    @BeforeEach
    void soundFeed() throws IOException {
        feed = new FeedFolder(Files.createDirectory(temp.resolve("feed")));
    }

    /** The line replaces the line with this number, or is added after the last. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stop_times.txt | 3 | T1,06:05:00,25:99:00,S2,2 | stop_times.txt line 3, field departure_time:"
                        + " '25:99:00' is no time (HH:MM:SS): its trip is left out",
                "stop_times.txt | 2 | T1,06:00:00,06:00:00,S1,first | stop_times.txt line 2, field stop_sequence:"
                        + " 'first' is no whole number: its trip is left out",
                "stop_times.txt | 3 | T1,06:05:00,06:05:00,S2,1 | stop_times.txt line 3, field stop_sequence:"
                        + " 1 occurs twice in its trip: the trip is left out",
                "stop_times.txt | 4 | T1,,,S3,3 | trips.txt line 2, field trip_id: the trip is left out: its first and"
                        + " its last stop need a time",
                "trips.txt | 2 | R,GONE,T1,0 | trips.txt line 2, field service_id: 'GONE' names no service_id of"
                        + " calendar.txt or calendar_dates.txt: the trip is left out",
                "trips.txt | 2 | X,D,T1,0 | trips.txt line 2, field route_id: 'X' names no route_id of routes.txt: the"
                        + " trip is left out",
                "trips.txt | 2 | ,D,T1,0 | trips.txt line 2, field route_id: is required: the trip is left out",
                "frequencies.txt | 2 | T1,08:00:00,09:00:00,0 | frequencies.txt line 2, field headway_secs: '0' must"
                        + " be 1 or more: its trip is left out",
                "frequencies.txt | 2 | T1,,09:00:00,600 | frequencies.txt line 2, field start_time: is required: its"
                        + " trip is left out"
            })
    void whatIsWrongWithATripCostsThatTrip(String file, int number, String line, String warning) throws IOException {
        feed.write("frequencies.txt", "trip_id,start_time,end_time,headway_secs", "T2,08:00:00,09:00:00,600");
        feed.setLine(file, number, line);

        Network network = read();

        assertThat(warnings(network)).contains(warning).hasSizeLessThanOrEqualTo(2);
        assertThat(network.routes().get(0).patterns())
                .singleElement()
                .extracting(pattern -> pattern.firstStop().id())
                .isEqualTo("S3");
        assertThat(network.summary()).endsWith("; LEFT OUT: 1 of the trips, 0 of the stops, 0 of 1 routes");
    }

    @Test
    void aTripWithoutTwoStopsIsReported() throws IOException {
        feed.rewrite("trips.txt", text -> text + "R,D,T3,0\nR,D,T4,0\n");
        feed.rewrite("stop_times.txt", text -> text + "T3,09:00:00,09:00:00,S1,1\n");

        assertThat(warnings(read()))
                .containsExactly(
                        "trips.txt line 4, field trip_id: the trip is left out: it has fewer than two stops in"
                                + " stop_times.txt",
                        "trips.txt line 5, field trip_id: the trip is left out: it has fewer than two stops in"
                                + " stop_times.txt");
    }

    @Test
    void aTripThatNobodyCanRideIsReported() throws IOException {
        feed.rewrite("trips.txt", text -> text + "R,D,T3,0\n");
        feed.rewrite("stop_times.txt", text -> text + "T3,09:00:00,09:00:00,S1,1\nT3,09:10:00,09:10:00,S1,2\n");

        assertThat(warnings(read()))
                .containsExactly("trips.txt line 4, field trip_id: the trip is left out: nobody can board anywhere and"
                        + " alight somewhere else");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "S2,Two,,-59.60 | stops.txt line 3, field stop_lat: is required: the stop is left out",
                "S2,Two,113.12,-59.60 | stops.txt line 3, field stop_lat: '113.12' is no number from -90 to 90: the stop"
                        + " is left out"
            })
    void whatIsWrongWithAStopCostsThatStop(String line, String warning) throws IOException {
        feed.setLine("stops.txt", 3, line);

        Network network = read();

        assertThat(warnings(network)).containsExactly(warning);
        assertThat(network.routes().get(0).patterns())
                .hasSize(2)
                .allSatisfy(pattern -> assertThat(pattern.stops())
                        .extracting(Stop::id)
                        .doesNotContain("S2")
                        .hasSize(2));
        assertThat(network.summary())
                .startsWith("1 routes, 3 stops, 2 trips")
                .endsWith("; LEFT OUT: 0 of the trips, 1 of the stops, 0 of 1 routes");
    }

    @Test
    void aStopThatNoTripUsesMayLackItsPlace() throws IOException {
        feed.rewrite("stops.txt", text -> text + "S9,Planned,,\n");

        Network network = read();

        assertThat(warnings(network))
                .containsExactly(
                        "stops.txt line 5, field stop_lat: is required: the stop is left out",
                        "stops.txt line 5, field stop_lon: is required: the stop is left out");
        assertThat(network.routes().get(0).patterns()).hasSize(2);
    }

    @Test
    void whereAStopIsNotFoundTheTripGoesOnWithoutIt() throws IOException {
        feed.setLine("stop_times.txt", 3, "T1,06:05:00,06:05:00,S9,2");

        Network network = read();

        assertThat(warnings(network))
                .containsExactly("stop_times.txt line 3, field stop_id: 'S9' names no stop_id of stops.txt: the trip is"
                        + " taken not to stop here");
        assertThat(network.routes().get(0).mainPattern().stops())
                .extracting(Stop::id)
                .containsExactly("S1", "S3");
    }

    @Test
    void onDemandTripsAreLeftOutAndTheOthersRun() throws IOException {
        feed.rewrite("routes.txt", text -> text + "FX,A,FLEX,On demand,715\n");
        feed.rewrite("trips.txt", text -> text + "FX,D,F1,0\n");
        feed.rewrite(
                "stop_times.txt",
                text -> text.replaceFirst("\n", ",location_group_id,location_id,start_pickup_drop_off_window\n")
                        + "F1,,,,1,LG1,,08:00:00\nF1,,,,2,,Z1,08:00:00\n");

        Network network = read();

        assertThat(network.routes()).extracting(Route::id).containsExactly("R");
        assertThat(warnings(network))
                .containsExactly(
                        "stop_times.txt line 8, field location_group_id: 'LG1' is no single stop, and on-demand service is"
                                + " not supported: the trip is taken not to stop here",
                        "stop_times.txt line 9, field location_id: 'Z1' is no single stop, and on-demand service is not"
                                + " supported: the trip is taken not to stop here",
                        "trips.txt line 4, field trip_id: the trip is left out: it has fewer than two stops in"
                                + " stop_times.txt",
                        "routes.txt line 3, field route_id: 'FX' has no trip that anybody could ride: nobody comes there");
        assertThat(network.summary()).endsWith("; LEFT OUT: 1 of the trips, 0 of the stops, 1 of 2 routes (FX)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stops.txt | S1,Again,13.11,-59.60 | stops.txt line 5, field stop_id: 'S1' occurs twice",
                "routes.txt | R,A,2,Again,3 | routes.txt line 3, field route_id: 'R' occurs twice",
                "trips.txt | R,D,T1,1 | trips.txt line 4, field trip_id: 'T1' occurs twice",
                "calendar.txt | D,0,0,0,0,0,0,0,20250101,20251231 | calendar.txt line 3, field service_id: 'D' occurs"
                        + " twice"
            })
    void ofAnIdThatOccursTwiceTheFirstLineCounts(String file, String line, String warning) throws IOException {
        List<Route> routes = read().routes();
        feed.rewrite(file, text -> text + line + "\n");

        assertThat(warnings(read())).containsExactly(warning + ": this line is left out");
        assertThat(read().routes()).isEqualTo(routes);
    }

    @Test
    void aLineThatStandsTwiceCountsOnce() throws IOException {
        List<Route> routes = read().routes();
        feed.rewrite("stop_times.txt", text -> text + "T1,06:05:00,06:05:00,S2,2\n");

        assertThat(warnings(read()))
                .containsExactly(
                        "stop_times.txt line 8, field stop_sequence: 2 occurs twice, in equal lines: this one is"
                                + " left out");
        assertThat(read().routes()).isEqualTo(routes);
    }

    @Test
    void aMistakeThatIsMadeAThousandTimesIsListedTwentyTimesAndCounted() throws IOException {
        feed.rewrite("stop_times.txt", text -> text + "T9,06:00:00,06:00:00,S2,1\n".repeat(1000));

        assertThat(warnings(read())).hasSize(21).endsWith("stop_times.txt, field trip_id: and 980 more");
    }

    @Test
    void lineNumbersCountBlankLinesAndCarriageReturns() throws IOException {
        feed.rewrite("stop_times.txt", text -> text.replace("\n", "\r\n") + "\r\n\r\nT2,soon,,S1,4\r\n");

        assertThat(warnings(read()).get(0)).startsWith("stop_times.txt line 10, field arrival_time:");
    }

    @Test
    void theLastLineNeedsNoNewline() throws IOException {
        feed.rewrite("stop_times.txt", text -> text + "T2,soon,,S1,4");

        assertThat(warnings(read()).get(0)).startsWith("stop_times.txt line 8, field arrival_time: 'soon' is no time");
    }

    @ParameterizedTest
    @CsvSource({"shapes.txt", "frequencies.txt", "calendar_dates.txt"})
    void anOptionalFileWithoutAByteIsAsGoodAsNone(String file) throws IOException {
        List<Route> routes = read().routes();
        feed.writeRaw(file, "");

        assertThat(warnings(read()))
                .containsExactly(file + ": is empty, not even a header: the feed is read as if it had no such file");
        assertThat(read().routes()).isEqualTo(routes);
    }

    @Test
    void anEmptyCalendarIsNoneWhereThereAreCalendarDates() throws IOException {
        feed.writeRaw("calendar.txt", "\uFEFF\n");
        feed.write("calendar_dates.txt", "service_id,date,exception_type", "D,20260302,1");

        assertThat(warnings(read())).hasSize(1);
        assertThat(read().calendar().first()).isEqualTo("2026-03-02");
    }

    @Test
    void shapesWithoutAColumnAreLeftOut() throws IOException {
        feed.write("shapes.txt", "shape_id,lat,lon", "A,1,2");

        assertThat(warnings(read())).hasSize(3).allMatch(warning -> warning.endsWith("the column is missing"));
    }

    @Test
    void charactersThatAreInvalidInAPassengerAreReportedAndLeftOut() throws IOException {
        feed.rewrite("stops.txt", text -> text.replace("Two", "T\0wo").replace("Three", "\"Th\nree\""));
        feed.rewrite("routes.txt", text -> text + "L" + "o".repeat(300) + "ng,A,2,Second,3\n");

        Network network = read();

        assertThat(network.listStops()).extracting(Stop::name).containsExactlyInAnyOrder("One", "Two", "Th ree");
        assertThat(warnings(network))
                .contains("stops.txt line 3, field stop_name: 'T\\u0000wo' has control characters or more than 255"
                        + " characters: read as 'Two'")
                .anyMatch(warning -> warning.startsWith("stops.txt line 5, field stop_name: 'Th\\nree'"))
                .anyMatch(warning -> warning.startsWith("routes.txt line 3, field route_id: 'Looo")
                        && warning.endsWith("has 303 characters, at most 255: the route is left out"));
    }

    @Test
    void anIdThatIsInvalidInAPassengerIsReportedAndLeftOut() throws IOException {
        feed.rewrite("stops.txt", text -> text + "S\0009,Nine,13.2,-59.6\n\"S\n8\",Eight,13.2,-59.6\n");

        assertThat(read().summary()).endsWith("; LEFT OUT: 0 of the trips, 2 of the stops, 0 of 1 routes");
        assertThat(warnings(read()))
                .anyMatch(warning -> warning.startsWith("stops.txt line 5, field stop_id: 'S\\u00009' ")
                        && warning.endsWith(": the stop is left out"))
                .anyMatch(warning -> warning.startsWith("stops.txt line 7, field stop_id: 'S\\n8' ")
                        && warning.endsWith(": the stop is left out"));
    }

    @Test
    void whatIsNotUtf8IsReadAsWindows1252AndReported() throws IOException {
        feed.writeBytes(
                "stops.txt",
                ("stop_id,stop_name,stop_lat,stop_lon\nS1,K\u00F6ln Hbf,13.10,-59.60\nS2,Two,13.11,-59.60\n"
                                + "S3,Caf\u00E9,13.12,-59.60")
                        .getBytes(StandardCharsets.ISO_8859_1));

        Network network = read();

        assertThat(network.listStops())
                .extracting(Stop::name)
                .containsExactlyInAnyOrder("K\u00F6ln Hbf", "Two", "Caf\u00E9");
        assertThat(warnings(network))
                .containsExactly(
                        "stops.txt line 2, field stop_name: 'K\u00F6ln Hbf' is not UTF-8 and is read as Windows-1252: save"
                                + " the file as UTF-8",
                        "stops.txt line 4, field stop_name: 'Caf\u00E9' is not UTF-8 and is read as Windows-1252: save the"
                                + " file as UTF-8");
    }

    @Test
    void ofAColumnThatOccursTwiceTheFirstValueCountsThatIsNotBlank() throws IOException {
        feed.write(
                "agency.txt",
                "agency_id,agency_timezone,agency_url,Agency_Timezone",
                "A,,https://a.example/,America/Barbados");

        assertThat(read().zone()).hasToString("America/Barbados");
        assertThat(warnings(read()))
                .containsExactly(
                        "agency.txt line 1, field agency_timezone: the column occurs twice: the first value that"
                                + " is not blank counts");
    }

    @ParameterizedTest
    @CsvSource({"EST,-05:00", "HST,-10:00", "ROC,Asia/Taipei", "EST5EDT,EST5EDT"})
    void zonesMeanTheSameOnEveryJava(String zone, String meaning) throws IOException {
        feed.setLine("agency.txt", 2, "A,Agency,https://a.example/," + zone);

        assertThat(read().zone()).hasToString(meaning);
    }

    @Test
    void theZoneOfAnotherAgencyWillDo() throws IOException {
        feed.write(
                "agency.txt",
                "agency_id,agency_name,agency_url,agency_timezone",
                "A,Agency,https://a.example/,",
                "B,Agency,https://a.example/,America/Barbados");

        assertThat(read().zone()).hasToString("America/Barbados");
        assertThat(warnings(read()))
                .containsExactly("agency.txt line 2, field agency_timezone: is required: days and hours are those of"
                        + " America/Barbados");
    }

    @Test
    void aFolderWithinAFolderIsTakenLikeAZipOfThem() throws IOException {
        List<Route> routes = read().routes();

        assertThat(NetworkReader.read(temp.toString()).routes()).isEqualTo(routes);
    }

    @Test
    void aFeedAroundOthersIsReadAndTheOthersAreNamed() throws IOException {
        Path zip = feed.zipTo(temp.resolve("feed.zip"), "", "old/");

        assertThat(NetworkReader.read(zip.toString()).warnings())
                .singleElement()
                .asString()
                .endsWith("has other feeds in folders within it, which are not read: old/");
    }

    @Test
    void logsShowNothingThatATerminalObeys() throws IOException {
        feed.rewrite("routes.txt", text -> text + "EMPTY\u001B[31m,A,2,Second,3\n");

        assertThat(read().warnings())
                .allMatch(warning -> warning.indexOf('\u001B') < 0)
                .anyMatch(warning -> warning.contains("EMPTY\\u001b[31m"));
        assertThat(read().summary()).doesNotContain("\u001B");
    }

    private Network read() {
        return NetworkReader.read(feed.path().toString());
    }

    private List<String> warnings(Network network) {
        String prefix = "gtfs " + feed.path() + ": ";
        return network.warnings().stream()
                .map(warning -> warning.substring(prefix.length()))
                .toList();
    }
}
