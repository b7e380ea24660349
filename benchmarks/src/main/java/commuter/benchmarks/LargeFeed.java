package commuter.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A feed of 100,000 stop times: 2,500 trips of 40 stops on 50 routes. */
final class LargeFeed {
    private static final int ROUTES = 50;
    private static final int STOPS = 40;
    private static final int TRIPS = 2_500;

    private LargeFeed() {}

    /** Writes it to a folder. */
    static void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        write(folder, "agency", "agency_name,agency_timezone\nLarge,America/Barbados\n");
        write(folder, "calendar", """
                service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
                D,1,1,1,1,1,1,1,20260101,20301231
                """);
        StringBuilder routes = new StringBuilder("route_id,route_type\n");
        StringBuilder stops = new StringBuilder("stop_id,stop_lat,stop_lon\n");
        for (int route = 0; route < ROUTES; route++) {
            routes.append(String.format(Locale.ROOT, "R%d,3\n", route));
            for (int stop = 0; stop < STOPS; stop++) {
                stops.append(String.format(
                        Locale.ROOT, "S%d-%d,%.4f,%.4f\n", route, stop, 13 + stop * .002, -59.6 + route * .01));
            }
        }
        StringBuilder trips = new StringBuilder("route_id,service_id,trip_id,direction_id\n");
        StringBuilder times = new StringBuilder("trip_id,departure_time,stop_id,stop_sequence\n");
        for (int trip = 0; trip < TRIPS; trip++) {
            trips.append(String.format(Locale.ROOT, "R%d,D,T%d,0\n", trip % ROUTES, trip));
            for (int stop = 0; stop < STOPS; stop++) {
                int minute = 300 + trip / ROUTES * 20 + stop * 2;
                times.append(String.format(
                        Locale.ROOT,
                        "T%d,%02d:%02d:00,S%d-%d,%d\n",
                        trip,
                        minute / 60,
                        minute % 60,
                        trip % ROUTES,
                        stop,
                        stop));
            }
        }
        write(folder, "routes", routes.toString());
        write(folder, "stops", stops.toString());
        write(folder, "trips", trips.toString());
        write(folder, "stop_times", times.toString());
    }

    private static void write(Path folder, String file, String content) throws IOException {
        Files.writeString(folder.resolve(file + ".txt"), content);
    }
}
