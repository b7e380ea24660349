package commuter.spawner.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An invented commuter railway, written like the feeds of real agencies: expired years ago, hours of one digit and
 * above 24, values in quotes, blank names, platforms of stations, numeric stop ids, trips that skip stops, a byte order
 * mark, CRLF, no newline at the end of a file, and a shuttle that runs in a circle.
 */
public final class RailFeed {
    private static final int STATIONS = 12;
    private static final int[] EXPRESS_STOPS = {0, 4, 8, 11};

    private RailFeed() {}

    public static FeedFolder write(Path path) throws IOException {
        FeedFolder feed = FeedFolder.at(path);
        feed.writeRaw(
                "agency.txt",
                "\uFEFFagency_id,agency_name,agency_url,agency_timezone\r\nRW,Railway,http://rail.example,America/Los_Angeles");
        feed.writeRaw("stops.txt", crlf(stops()));
        feed.write(
                "routes.txt",
                "route_id,route_short_name,route_long_name,route_type,route_color",
                "L-16, ,Local,2,FFFFFF",
                "X-16, ,Express,2,E31837",
                "S-16, ,Shuttle,3,");
        feed.write(
                "calendar.txt",
                "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date",
                "WEEK,1,1,1,1,1,0,0,20160404,20160930",
                "END,0,0,0,0,0,1,1,20140329,20160930");
        feed.write("calendar_dates.txt", "service_id,date,exception_type", "WEEK,20160704,2", "END,20160704,1");
        List<String> trips = new ArrayList<>(List.of("route_id,service_id,trip_id,direction_id,shape_id"));
        List<String> times = new ArrayList<>(
                List.of("trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type"));
        for (int hour = 5; hour <= 24; hour++) {
            local(hour, "WEEK", trips, times);
            if (hour % 2 == 0) {
                local(hour, "END", trips, times);
            }
            if (hour < 9) {
                express(hour, trips, times);
                shuttle(hour, trips, times);
            }
        }
        feed.write("trips.txt", trips.toArray(String[]::new));
        feed.writeRaw("stop_times.txt", String.join("\n", times));
        feed.write("shapes.txt", "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence,shape_dist_traveled", shape());
        return feed;
    }

    private static List<String> stops() {
        List<String> lines = new ArrayList<>(
                List.of("stop_id,stop_code,stop_name,stop_lat,stop_lon,zone_id,location_type,parent_station"));
        for (int n = 0; n < STATIONS; n++) {
            lines.add(stop("ct" + n, "Station " + n, n, 0, 1, ""));
            lines.add(stop(number(n, 0), "Station " + n, n, .0001, 0, "ct" + n));
            lines.add(stop(number(n, 1), "Station " + n, n, -.0001, 0, "ct" + n));
        }
        lines.add(stop("777401", "\"Square, East\"", 11, .01, 0, ""));
        lines.add(stop("777402", "\"The \"\"Old\"\" Mill\"", 11, .02, 0, ""));
        return lines;
    }

    private static String stop(String id, String name, int north, double east, int type, String parent) {
        return String.format(
                Locale.ROOT, "%s,%s,%s,%.6f,%.6f,1,%d,%s", id, id, name, 37 + north * .03, -122 + east, type, parent);
    }

    private static void local(int hour, String service, List<String> trips, List<String> times) {
        for (int direction = 0; direction < 2; direction++) {
            String trip = service + hour + "L" + direction;
            trips.add("L-16," + service + "," + trip + "," + direction + ",main");
            for (int n = 0; n < STATIONS; n++) {
                int station = direction == 0 ? n : STATIONS - 1 - n;
                times.add(visit(trip, hour * 60 + n * 6, number(station, direction), n + 1, n == 3));
            }
        }
    }

    private static void express(int hour, List<String> trips, List<String> times) {
        String trip = "X" + hour;
        trips.add("X-16,WEEK," + trip + ",0,main");
        for (int n = 0; n < EXPRESS_STOPS.length; n++) {
            times.add(visit(trip, hour * 60 + 20 + n * 9, number(EXPRESS_STOPS[n], 0), n + 1, false));
        }
    }

    private static void shuttle(int hour, List<String> trips, List<String> times) {
        String trip = "S" + hour;
        trips.add("S-16,WEEK," + trip + ",,");
        String[] circle = {number(11, 0), "777401", "777402", number(11, 0)};
        for (int n = 0; n < circle.length; n++) {
            times.add(visit(trip, hour * 60 + 90 + n * 5, circle[n], n + 1, false));
        }
    }

    private static String visit(String trip, int minute, String stop, int sequence, boolean blank) {
        String time = blank ? "" : String.format(Locale.ROOT, "%d:%02d:00", minute / 60, minute % 60);
        return trip + "," + time + "," + time + "," + stop + "," + sequence + ",0,0";
    }

    private static String shape() {
        StringBuilder points = new StringBuilder();
        for (int n = 0; n < STATIONS; n++) {
            points.append(String.format(Locale.ROOT, "\"main\",\"%.13f\",\"%d\",%d,%n", 37 + n * .03, -122, n + 1));
        }
        return points.toString().strip();
    }

    private static String number(int station, int direction) {
        return "70" + (100 + station) + direction;
    }

    private static String crlf(List<String> lines) {
        return String.join("\r\n", lines) + "\r\n";
    }
}
