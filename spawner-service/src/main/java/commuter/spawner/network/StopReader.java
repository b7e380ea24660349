package commuter.spawner.network;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code stops.txt}. */
final class StopReader {
    private static final FeedTable TABLE =
            new FeedTable("stops.txt", List.of("stop_id", "stop_lat", "stop_lon"), "the stop is left out", 512);
    private static final int STATION = 1;
    private static final int NODES = 4;

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> leftOut = new HashSet<>();
    private int rows;

    /** All stops and stations with a position. */
    Stops read(FeedFiles files, FeedNotices notices) throws IOException {
        files.read(TABLE, notices, this::stop);
        Map<String, Stop> stops = new LinkedHashMap<>();
        Set<String> boarding = new HashSet<>();
        entries.forEach((id, entry) -> {
            if (entry.position() != null) {
                stops.put(id, new Stop(id, entry.name(), entry.position(), station(entry)));
                if (entry.type() == 0) {
                    boarding.add(id);
                }
            }
        });
        return new Stops(stops, boarding, leftOut, rows, rows - entries.size());
    }

    private void stop(CsvTable.Row row) {
        rows++;
        String id = PassengerText.id(row, "stop_id");
        int type = Values.choice(row, "location_type", NODES, 0);
        Position position = position(row, type);
        if (entries.containsKey(id)) {
            row.rejectRepeated("stop_id", id);
        } else if (row.isUsable()) {
            String name = PassengerText.name(row, "stop_name");
            entries.put(
                    id,
                    new Entry(
                            type,
                            name.isBlank() ? id : name,
                            position,
                            Blank.toNull(row.text("parent_station")),
                            row.line()));
        } else {
            leftOut.add(row.text("stop_id"));
        }
    }

    /** Stops and stations have a position; for entrances, nodes and boarding areas it is optional in GTFS. */
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

    /** Only now, because a stop may name a station that comes later in the file. */
    private Stop.@Nullable Station station(Entry entry) {
        String parent = entry.parent();
        if (parent == null) {
            return null;
        }
        Entry station = entries.get(parent);
        if (station == null || station.position() == null) {
            entry.line().warn("parent_station", Quote.of(parent) + " names no stop_id: the stop stands for itself");
            return null;
        }
        return new Stop.Station(parent, station.name(), station.position());
    }

    private record Entry(
            int type,
            String name,
            @Nullable Position position,
            @Nullable String parent,
            CsvTable.Line line) {}
}
