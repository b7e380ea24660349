package commuter.spawner.network;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkReaderTest {
    @TempDir
    Path temp;

    private FeedFolder feed;

    @BeforeEach
    void soundFeed() throws IOException {
        feed = new FeedFolder(Files.createDirectory(temp.resolve("feed")));
    }

    @Test
    void aZipAndAFolderGiveTheSameNetwork() throws IOException {
        Network folder = read();
        Network zip = NetworkReader.read(feed.zipTo(temp.resolve("feed.zip")).toString());

        assertThat(zip.routes()).isEqualTo(folder.routes());
        assertThat(zip.summary()).isEqualTo("1 routes, 3 stops, 2 trips, 2 depots, time zone America/Barbados");
    }

    @Test
    void tripsBecomePatternsWithTheirDirection() {
        Route route = read().routes().get(0);

        assertThat(route.patterns()).hasSize(2);
        assertThat(route.patterns())
                .extracting(Pattern::direction)
                .containsExactly(Direction.OUTBOUND, Direction.INBOUND);
        assertThat(route.patterns().get(0).stops()).extracting(Stop::id).containsExactly("S1", "S2", "S3");
    }

    @Test
    void terminalsAreTheDepots() {
        assertThat(read().listDepots()).extracting(Depot::id).containsExactly("S1", "S3");
    }

    @Test
    void platformsOfAStationAreOneDepotNamedByTheStation() throws IOException {
        feed.write(
                "stops.txt",
                "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station",
                "S1,One,13.10,-59.60,0,ST",
                "S2,Two,13.11,-59.60,0,",
                "S3,Three,13.12,-59.60,0,",
                "ST,Station,13.101,-59.601,1,");

        Depot depot = read().listDepots().get(0);

        assertThat(depot.id()).isEqualTo("ST");
        assertThat(depot.position()).isEqualTo(new Position(13.101, -59.601));
    }

    @Test
    void withoutDirectionsTheWayBackIsInbound() throws IOException {
        feed.write("trips.txt", "route_id,service_id,trip_id", "R,D,T1", "R,D,T2");

        assertThat(read().routes().get(0).patterns())
                .extracting(Pattern::direction)
                .containsExactly(Direction.OUTBOUND, Direction.INBOUND);
    }

    @Test
    void byteOrderMarksCarriageReturnsShortTimesAndBlankTimesAreFine() throws IOException {
        Network plain = read();
        feed.rewrite("stops.txt", text -> "\uFEFF" + text);
        feed.rewrite(
                "stop_times.txt",
                text -> ("\uFEFF" + text)
                        .replace("06:00:00", "6:00:00")
                        .replace("T1,06:05:00,06:05:00", "T1,,")
                        .replace("\n", "\r\n"));

        assertThat(read().routes()).isEqualTo(plain.routes());
    }

    @Test
    void aShapeIsTheRoutesLineAndWithoutOneTheStopsAre() throws IOException {
        assertThat(read().routes().get(0).mainPattern().path()).hasSize(3);

        feed.write("trips.txt", "route_id,service_id,trip_id,direction_id,shape_id", "R,D,T1,0,SH", "R,D,T2,1,");
        feed.write(
                "shapes.txt",
                "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence",
                "SH,13.12,-59.60,9",
                "SH,13.10,-59.60,1",
                "SH,13.105,-59.601,2",
                "SH,13.11,-59.60,3");

        assertThat(read().routes().get(0).mainPattern().path())
                .hasSize(4)
                .startsWith(new Position(13.10, -59.60))
                .endsWith(new Position(13.12, -59.60));
    }

    @Test
    void routesWithoutAUsableTripAreLeftOutAndNamed() throws IOException {
        feed.rewrite("routes.txt", text -> text + "EMPTY,A,2,Second,3\n");

        Network network = read();

        assertThat(network.routes()).extracting(Route::id).containsExactly("R");
        assertThat(network.unusableRoutes()).containsExactly("EMPTY");
        assertThat(network.summary()).endsWith("; LEFT OUT: 0 of the trips, 0 of the stops, 1 of 2 routes (EMPTY)");
    }

    @Test
    void nobodyBoardsOrAlightsWhereTheFeedForbidsIt() throws IOException {
        feed.write(
                "stop_times.txt",
                "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type",
                "T1,06:00:00,06:00:00,S1,1,1,0",
                "T1,06:05:00,06:05:00,S2,2,0,0",
                "T1,06:10:00,06:10:00,S3,3,0,0",
                "T2,07:00:00,07:00:00,S3,1,0,0",
                "T2,07:05:00,07:05:00,S2,2,0,1",
                "T2,07:10:00,07:10:00,S1,3,0,0");

        Route route = read().routes().get(0);

        assertThat(route.patterns().get(0).destinationsFrom(0)).isEmpty();
        assertThat(route.patterns().get(1).destinationsFrom(0))
                .extracting(Stop::id)
                .containsExactly("S1");
    }

    @Test
    void aLoopNeverLeadsBackToItsOrigin() throws IOException {
        feed.rewrite("stop_times.txt", text -> text + "T1,06:20:00,06:20:00,S1,4\n");

        Pattern loop = read().routes().get(0).patterns().stream()
                .filter(pattern -> pattern.calls().size() == 4)
                .findFirst()
                .orElseThrow();

        assertThat(loop.destinationsFrom(0)).extracting(Stop::id).containsExactly("S2", "S3");
    }

    @Test
    void aShortNameFindsItsRouteWhenItIsTheOnlyOne() throws IOException {
        assertThat(read().findRoute("R")).isPresent();
        assertThat(read().findRoute("1")).map(Route::id).hasValue("R");
        assertThat(read().findRoute("9")).isEmpty();
    }

    @Test
    void aZipMayHoldTheFeedInAFolder() throws IOException {
        Path zip = feed.zipTo(temp.resolve("feed.zip"), "gtfs-2026/");

        assertThat(NetworkReader.read(zip.toString()).routes()).isEqualTo(read().routes());
    }

    @Test
    void timesLeftOpenLieBetweenTheirNeighbours() throws IOException {
        feed.rewrite("stop_times.txt", text -> text.replace("T1,06:05:00,06:05:00", "T1,,"));

        assertThat(service(read().routes().get(0)).departures())
                .containsExactly(new Span(21600, 21600), new Span(21900, 21900), new Span(22200, 22200));
    }

    @Test
    void aTripByFrequencyRunsAsOftenAsItSays() throws IOException {
        feed.write("frequencies.txt", "trip_id,start_time,end_time,headway_secs", "T1,08:00:00,09:00:00,600");

        Service service = service(read().routes().get(0));

        assertThat(service.runs()).isEqualTo(6);
        assertThat(service.departures().get(0)).isEqualTo(new Span(8 * 3600, 8 * 3600 + 3000));
        assertThat(service.departures().get(1)).isEqualTo(new Span(8 * 3600 + 300, 8 * 3600 + 3300));
    }

    @Test
    void tripsRunOnTheDaysOfTheirServiceAndItsExceptions() throws IOException {
        feed.write(
                "calendar.txt",
                "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date",
                "D,1,1,1,1,1,0,0,20260101,20261231");
        feed.write("calendar_dates.txt", "service_id,date,exception_type", "D,20260105,2", "D,20260110,1");
        ServiceCalendar calendar = read().calendar();

        assertThat(calendar.servicesOn(LocalDate.of(2026, 1, 5))).isEmpty();
        assertThat(calendar.servicesOn(LocalDate.of(2026, 1, 6))).containsExactly("D");
        assertThat(calendar.servicesOn(LocalDate.of(2026, 1, 10))).containsExactly("D");
        assertThat(calendar.servicesOn(LocalDate.of(2026, 1, 11))).isEmpty();
    }

    @Test
    void aDayThatTheCalendarDoesNotCoverIsPlayedLikeTheBusiestWeek() throws IOException {
        feed.write(
                "calendar.txt",
                "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date",
                "D,1,1,1,1,1,0,0,20160104,20160131");
        feed.write("calendar_dates.txt", "service_id,date,exception_type", "D,20160104,2");
        ServiceCalendar calendar = read().calendar();

        assertThat(calendar.covers(LocalDate.of(2026, 1, 5))).isFalse();
        assertThat(calendar.busiestMonday()).isEqualTo(LocalDate.of(2016, 1, 11));
        assertThat(calendar.servicesOn(LocalDate.of(2026, 1, 5))).containsExactly("D");
        assertThat(calendar.servicesOn(LocalDate.of(2026, 1, 10))).isEmpty();
    }

    @Test
    void whatCanBeLivedWithIsAWarning() throws IOException {
        feed.write(
                "trips.txt",
                "route_id,service_id,trip_id,direction_id,shape_id",
                "R,D,T1,both,NOWHERE",
                "R,D,T2,1,",
                "R,D,T3,1,");
        feed.rewrite("stop_times.txt", text -> text + "T3,09:00:00,09:00:00,S1,1\nT3,08:00:00,08:00:00,S2,2\n");
        feed.setLine("routes.txt", 1, "route_id,agency_id,route_short_name,route_color,route_type");
        feed.setLine("routes.txt", 2, "R,A,1,red,3");

        assertThat(read().warnings())
                .extracting(warning -> warning.substring(warning.indexOf(feed.path() + ": ")
                        + feed.path().toString().length()
                        + 2))
                .containsExactlyInAnyOrder(
                        "routes.txt line 2, field route_color: 'red' is no colour (RRGGBB) and is left out",
                        "trips.txt line 2, field direction_id: 'both' is none of 0 to 1 and is read as blank",
                        "trips.txt line 2, field shape_id: 'NOWHERE' names no shape_id: the line is drawn from stop to stop",
                        "trips.txt line 4, field trip_id: the trip is left out: it goes back in time at stop S2");
    }

    private static Service service(Route route) {
        return route.patterns().get(0).services().get(0);
    }

    private Network read() {
        return NetworkReader.read(feed.path().toString());
    }
}
