package commuter.spawner.network;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code routes.txt}. */
final class RouteReader {
    private static final Pattern COLOR = Pattern.compile("[0-9A-Fa-f]{6}");

    private final Map<String, Entry> routes = new TreeMap<>();

    /** What the feed says of a route itself. */
    record Entry(
            String id,
            @Nullable String shortName,
            @Nullable String longName,
            @Nullable String color) {}

    /** By id, in the order of the ids. */
    Map<String, Entry> read(FeedFiles files, Findings findings) throws IOException {
        files.read("routes.txt", List.of("route_id"), findings, this::route);
        return routes;
    }

    private void route(CsvTable.Row row) {
        String id = row.required("route_id");
        Entry entry = new Entry(
                id, Blank.toNull(row.text("route_short_name")), Blank.toNull(row.text("route_long_name")), color(row));
        if (routes.put(id, entry) != null) {
            row.error("route_id", "'" + id + "' occurs twice");
        }
    }

    private static @Nullable String color(CsvTable.Row row) {
        String color = row.text("route_color");
        if (!color.isEmpty() && !COLOR.matcher(color).matches()) {
            row.warn("route_color", "'" + color + "' is no colour (RRGGBB) and is left out");
            return null;
        }
        return Blank.toNull(color);
    }
}
