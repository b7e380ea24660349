package commuter.spawner.network;

import static commuter.spawner.network.FileCheck.Column.id;
import static commuter.spawner.network.FileCheck.Column.optional;
import static commuter.spawner.network.FileCheck.Column.reference;
import static commuter.spawner.network.FileCheck.Column.required;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the files that the spawner needs once before the GTFS library does, because the library's own complaints often
 * lack the line or the field.
 */
final class FeedCheck {
    private static final List<FileCheck> FILES = List.of(
            new FileCheck("agency.txt", true, id("agency_id").orBlank(), required("agency_timezone", ValueCheck.ZONE)),
            new FileCheck(
                    "stops.txt",
                    true,
                    id("stop_id"),
                    optional("location_type", ValueCheck.oneOf("0", "1", "2", "3", "4")),
                    optional("stop_lat", ValueCheck.decimalBetween(-90, 90)).requiredWhen(FeedCheck::hasPosition),
                    optional("stop_lon", ValueCheck.decimalBetween(-180, 180)).requiredWhen(FeedCheck::hasPosition),
                    reference("parent_station", "stop_id").orBlank()),
            new FileCheck(
                    "routes.txt",
                    true,
                    id("route_id"),
                    reference("agency_id", "agency_id").orBlank(),
                    required("route_type", ValueCheck.WHOLE_NUMBER)),
            new FileCheck(
                    "trips.txt",
                    true,
                    id("trip_id"),
                    reference("route_id", "route_id"),
                    required("service_id", ValueCheck.ANY),
                    optional("direction_id", ValueCheck.oneOf("0", "1"))),
            new FileCheck(
                    "stop_times.txt",
                    true,
                    reference("trip_id", "trip_id"),
                    reference("stop_id", "stop_id"),
                    required("stop_sequence", ValueCheck.WHOLE_NUMBER),
                    optional("arrival_time", ValueCheck.TIME),
                    optional("departure_time", ValueCheck.TIME),
                    optional("pickup_type", ValueCheck.oneOf("0", "1", "2", "3")),
                    optional("drop_off_type", ValueCheck.oneOf("0", "1", "2", "3"))),
            new FileCheck(
                    "shapes.txt",
                    false,
                    required("shape_id", ValueCheck.ANY),
                    required("shape_pt_lat", ValueCheck.decimalBetween(-90, 90)),
                    required("shape_pt_lon", ValueCheck.decimalBetween(-180, 180)),
                    required("shape_pt_sequence", ValueCheck.WHOLE_NUMBER)));

    private final FeedFiles files;
    private final Map<String, Set<String>> ids = new HashMap<>();

    FeedCheck(FeedFiles files) {
        this.files = files;
    }

    /**
     * Reads every file to its end.
     *
     * @throws FeedException at the first thing that cannot be lived with
     */
    void run() throws IOException {
        // All names first: that a file is missing matters more than what is wrong in another.
        List<String> missing = listMissing();
        if (!missing.isEmpty()) {
            String verb = missing.size() == 1 ? " is missing" : " are missing";
            throw new FeedException(files.name(), String.join(", ", missing) + verb);
        }
        if (!files.hasResource("calendar.txt") && !files.hasResource("calendar_dates.txt")) {
            throw new FeedException(files.name(), "calendar.txt and calendar_dates.txt are both missing");
        }
        for (FileCheck file : FILES) {
            if (files.hasResource(file.name())) {
                try (InputStream in = files.getResource(file.name())) {
                    file.run(files.name(), in, ids);
                }
            }
        }
    }

    private List<String> listMissing() throws IOException {
        List<String> missing = new ArrayList<>();
        for (FileCheck file : FILES) {
            if (file.required() && !files.hasResource(file.name())) {
                missing.add(file.name());
            }
        }
        return missing;
    }

    /** Stops and stations lie somewhere; for entrances, nodes and boarding areas GTFS leaves the position open. */
    private static boolean hasPosition(CsvTable.Row stop) {
        return Set.of("", "0", "1").contains(stop.text("location_type"));
    }
}
