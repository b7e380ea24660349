package commuter.spawner.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Feeds that were not made for the spawner, and the messages when they are invalid. */
class ForeignFeedsTest {
    private static final Path SAMPLE = Path.of("src/test/resources/feeds/sample");

    @TempDir
    Path temp;

    @Test
    void anExpiredRailwayIsReadAndPlayedLikeItsBusiestWeek() throws IOException {
        Network network = NetworkReader.read(RailFeed.write(temp).path().toString());

        assertThat(network.routes()).extracting(Route::id).containsExactly("L-16", "S-16", "X-16");
        assertThat(network.warnings()).isEmpty();
        assertThat(network.zone()).isEqualTo(ZoneId.of("America/Los_Angeles"));
        assertThat(network.listDepots()).extracting(Depot::id).contains("ct0", "ct11");
        assertThat(network.listStops()).extracting(Stop::name).contains("Square, East", "The \"Old\" Mill");
        assertThat(network.calendar().servicesOn(LocalDate.of(2016, 7, 4))).containsExactly("END");
        assertThat(network.calendar().servicesOn(LocalDate.of(2026, 3, 2))).containsExactly("WEEK");
        // From 24:00 on, the last local train runs in the night to the next day.
        assertThat(network.findRoute("L-16").orElseThrow().patterns())
                .extracting(pattern ->
                        pattern.services().get(0).departures().get(11).last())
                .allMatch(last -> last > 25 * 3600);
    }

    @Test
    void theSampleFeedIsReadWithWarnings() {
        Network network = NetworkReader.read(SAMPLE.toString());

        assertThat(network.routes()).extracting(Route::id).containsExactly("A", "B", "C", "D");
        assertThat(network.warnings())
                .singleElement()
                .asString()
                .endsWith(
                        "agency.txt line 3, field agency_timezone: 'Europe/Berlin' is not the first agency's: days and"
                                + " hours are those of Europe/Warsaw");
        assertThat(network.calendar().servicesOn(LocalDate.of(2019, 5, 1))).doesNotContain("all-day");
        Service byFrequency = network.findRoute("B").orElseThrow().patterns().stream()
                .flatMap(pattern -> pattern.services().stream())
                .filter(service -> service.runs() > 6)
                .findFirst()
                .orElseThrow();
        assertThat(byFrequency.runs()).isEqualTo(12);
        assertThat(byFrequency.departures().get(0)).isEqualTo(new Span(8 * 3600, 8 * 3600 + 55 * 60));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rail | agency.txt | America/Los_Angeles | Pacific | agency.txt line 2, field agency_timezone: 'Pacific' is no"
                        + " time zone (e.g. America/Barbados)",
                "rail | stops.txt | 37.030000,-122.000100 | 3703,-122.000100 | stops.txt line 7, field stop_lat: '3703' is no"
                        + " number from -90 to 90",
                "rail | routes.txt | S-16 | X-16 | routes.txt line 4, field route_id: 'X-16' occurs twice",
                "rail | calendar.txt | 20160404 | 20160431 | calendar.txt line 2, field start_date: '20160431' is no date"
                        + " (YYYYMMDD)",
                "rail | trips.txt | X-16,WEEK,X5 | X-17,WEEK,X5 | trips.txt line 4, field route_id: 'X-17' names no route_id",
                "rail | stop_times.txt | X5,5:38:00 | X5,5.38 | stop_times.txt line 28, field arrival_time: '5.38' is no time"
                        + " (HH:MM:SS)",
                "sample | stop_times.txt | downtown-all-day,15:23:00,15:24:00,airport-1,3 |"
                        + " downtown-all-day,15:23:00,15:24:00,airport-9,3 | stop_times.txt line 2, field stop_id: 'airport-9'"
                        + " names no stop_id",
                "sample | frequencies.txt | 300 | never | frequencies.txt line 2, field headway_secs: 'never' is no whole"
                        + " number",
                "sample | calendar_dates.txt | all-day,20190501,2 | all-day,20190501,3 | calendar_dates.txt line 2, field"
                        + " exception_type: '3' must be one of 1, 2",
                "sample | trips.txt | trip_id | trip | trips.txt line 1, field trip_id: the column is missing"
            })
    void anInvalidFeedIsReportedByFileLineAndField(
            String feed, String file, String sound, String broken, String message) throws IOException {
        FeedFolder folder = feed.equals("rail") ? RailFeed.write(temp) : copyOfSample();
        folder.rewrite(file, text -> {
            assertThat(text).contains(sound);
            return text.replaceFirst(java.util.regex.Pattern.quote(sound), broken);
        });

        assertThat(notices()).anyMatch(notice -> notice.startsWith("gtfs " + temp + ": " + message));
    }

    /** Why the feed is refused or, if it is not, what is left out of it. */
    private List<String> notices() {
        try {
            return NetworkReader.read(temp.toString()).warnings();
        } catch (FeedException e) {
            return e.getMessage().lines().toList();
        }
    }

    private FeedFolder copyOfSample() throws IOException {
        try (var files = Files.list(SAMPLE)) {
            for (Path file : files.toList()) {
                Files.copy(file, temp.resolve(file.getFileName()));
            }
        }
        return FeedFolder.at(temp);
    }
}
