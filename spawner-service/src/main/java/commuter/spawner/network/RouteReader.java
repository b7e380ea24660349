package commuter.spawner.network;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code routes.txt}. */
final class RouteReader {
    private static final FeedTable TABLE =
            new FeedTable("routes.txt", List.of("route_id"), "the route is left out", 512);
    private static final Pattern COLOR = Pattern.compile("[0-9A-Fa-f]{6}");

    private final Map<String, Entry> routes = new TreeMap<>();

    /** The feed's data about a route itself. */
    record Entry(
            String id,
            @Nullable String shortName,
            @Nullable String longName,
            @Nullable String color,
            CsvTable.Line line) {}

    /** By id, in the order of the ids. */
    Map<String, Entry> read(FeedFiles files, FeedNotices notices) throws IOException {
        files.read(TABLE, notices, this::route);
        return routes;
    }

    private void route(CsvTable.Row row) {
        String id = PassengerText.id(row, "route_id");
        if (routes.containsKey(id)) {
            row.rejectRepeated("route_id", id);
        }
        if (row.isUsable()) {
            routes.put(
                    id,
                    new Entry(
                            id,
                            Blank.toNull(PassengerText.name(row, "route_short_name")),
                            Blank.toNull(PassengerText.name(row, "route_long_name")),
                            color(row),
                            row.line()));
        }
    }

    private static @Nullable String color(CsvTable.Row row) {
        String color = row.text("route_color");
        if (!color.isEmpty() && !COLOR.matcher(color).matches()) {
            row.warn("route_color", Quote.of(color) + " is no colour (RRGGBB) and is left out");
            return null;
        }
        return Blank.toNull(color);
    }
}
