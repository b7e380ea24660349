package commuter.spawner.network;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.spawner.SpawnerApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long it takes is measured by {@code bin/bench spawn}. */
class LargeFeedTest {
    private static final int TRIPS = 2_500;
    private static final int STOPS = 40;

    @TempDir
    Path temp;

    @Test
    void aHundredThousandStopTimesNeedNoMoreThanHalfAGigabyte() throws Exception {
        FeedFolder feed = new FeedFolder(temp);
        grow(feed);

        Process check = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SpawnerApplication.class.getName(),
                        "--check-gtfs=" + feed.path())
                .redirectErrorStream(true)
                .start();
        String said = new String(check.getInputStream().readAllBytes());

        assertThat(said).contains("50 routes, 2000 stops, 2500 trips, ");
        assertThat(check.waitFor()).isZero();
    }

    private static void grow(FeedFolder feed) throws IOException {
        StringBuilder routes = new StringBuilder("route_id,route_type\n");
        StringBuilder stops = new StringBuilder("stop_id,stop_name,stop_lat,stop_lon\n");
        StringBuilder trips = new StringBuilder("route_id,service_id,trip_id,direction_id\n");
        StringBuilder times = new StringBuilder("trip_id,arrival_time,departure_time,stop_id,stop_sequence\n");
        for (int route = 0; route < 50; route++) {
            routes.append("R").append(route).append(",3\n");
            for (int n = 0; n < STOPS; n++) {
                stops.append(String.format(
                        Locale.ROOT, "S%d-%d,Stop,%.5f,%.5f%n", route, n, 13 + n * .002, -59.6 + route * .01));
            }
        }
        for (int trip = 0; trip < TRIPS; trip++) {
            trips.append("R").append(trip % 50).append(",D,T").append(trip).append(",0\n");
            for (int n = 0; n < STOPS; n++) {
                int minute = 300 + trip / 50 * 20 + n * 2;
                times.append(String.format(
                        Locale.ROOT,
                        "T%d,%02d:%02d:00,%02d:%02d:00,S%d-%d,%d%n",
                        trip,
                        minute / 60,
                        minute % 60,
                        minute / 60,
                        minute % 60,
                        trip % 50,
                        n,
                        n));
            }
        }
        feed.writeRaw("routes.txt", routes.toString());
        feed.writeRaw("stops.txt", stops.toString());
        feed.writeRaw("trips.txt", trips.toString());
        Files.writeString(feed.path().resolve("stop_times.txt"), times);
    }
}
