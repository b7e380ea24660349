package commuter.spawner.network;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code stops.txt}. */
final class StopReader {
    private static final int STATION = 1;
    private static final int NODES = 4;

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** Every stop and station that lies somewhere, by id. */
    Map<String, Stop> read(FeedFiles files, Findings findings) throws IOException {
        files.read("stops.txt", List.of("stop_id", "stop_lat", "stop_lon"), findings, this::stop);
        Map<String, Stop> stops = new HashMap<>();
        entries.forEach((id, entry) -> {
            if (entry.position() != null) {
                stops.put(id, new Stop(id, entry.name(), entry.position(), station(entry)));
            }
        });
        return stops;
    }

    /** How many stops and stations the feed lists. */
    int count() {
        return entries.size();
    }

    private void stop(CsvTable.Row row) {
        String id = row.required("stop_id");
        int type = Values.choice(row, "location_type", NODES, 0);
        String name = row.text("stop_name");
        Entry entry = new Entry(
                name.isEmpty() ? id : name, position(row, type), Blank.toNull(row.text("parent_station")), row);
        if (entries.put(id, entry) != null) {
            row.error("stop_id", "'" + id + "' occurs twice");
        }
    }

    /** Stops and stations lie somewhere; for entrances, nodes and boarding areas GTFS leaves the position open. */
    private static @Nullable Position position(CsvTable.Row row, int type) {
        if (type > STATION
                && (row.text("stop_lat").isEmpty() || row.text("stop_lon").isEmpty())) {
            return null;
        }
        Position position =
                new Position(Values.decimal(row, "stop_lat", -90, 90), Values.decimal(row, "stop_lon", -180, 180));
        if (position.latitude() == 0 && position.longitude() == 0) {
            row.warn("stop_lat", "lies in the sea off Africa, at 0, 0");
        }
        return position;
    }

    /** Only now, because a stop may name a station that stands further down in the file. */
    private Stop.@Nullable Station station(Entry entry) {
        String parent = entry.parent();
        if (parent == null) {
            return null;
        }
        Entry station = entries.get(parent);
        if (station == null || station.position() == null) {
            entry.row().warn("parent_station", "'" + parent + "' names no stop_id: the stop stands for itself");
            return null;
        }
        return new Stop.Station(parent, station.name(), station.position());
    }

    private record Entry(
            String name,
            @Nullable Position position,
            @Nullable String parent,
            CsvTable.Row row) {}
}
