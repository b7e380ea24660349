package commuter.spawner.network;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void byteOrderMarksCarriageReturnsLateTimesAndBlankTimesAreFine() throws IOException {
        Network plain = read();
        feed.rewrite("stops.txt", text -> "\uFEFF" + text);
        feed.rewrite(
                "stop_times.txt",
                text -> ("\uFEFF" + text)
                        .replace("06:00:00", "6:00:00")
                        .replace("T1,06:05:00,06:05:00", "T1,,")
                        .replace("07:10:00", "25:10:00")
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
        assertThat(network.summary()).endsWith(", left out for want of a usable trip: EMPTY");
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

    private Network read() {
        return NetworkReader.read(feed.path().toString());
    }
}
