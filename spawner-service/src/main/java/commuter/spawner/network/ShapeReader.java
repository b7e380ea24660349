package commuter.spawner.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code shapes.txt}, which only maps need: so problems in it are warnings. */
final class ShapeReader {
    private static final FeedTable TABLE = new FeedTable(
            "shapes.txt",
            List.of("shape_id", "shape_pt_lat", "shape_pt_lon", "shape_pt_sequence"),
            "the point is left out",
            96);

    private final Map<String, List<Point>> points = new HashMap<>();

    /** The lines to draw, by shape id. */
    Map<String, List<Position>> read(FeedFiles files, FeedNotices notices) throws IOException {
        files.readOptional(TABLE, notices.lenient(), this::point);
        Map<String, List<Position>> shapes = new HashMap<>();
        points.forEach((id, line) -> shapes.put(
                id,
                line.stream()
                        .sorted(Comparator.comparingDouble(Point::sequence))
                        .map(Point::position)
                        .toList()));
        return shapes;
    }

    private void point(CsvTable.Row row) {
        double latitude = Values.decimal(row, "shape_pt_lat", -90, 90);
        double longitude = Values.decimal(row, "shape_pt_lon", -180, 180);
        double sequence = Values.decimal(row, "shape_pt_sequence", 0, Integer.MAX_VALUE);
        if (row.isUsable()) {
            points.computeIfAbsent(row.text("shape_id"), id -> new ArrayList<>())
                    .add(new Point(sequence, new Position(latitude, longitude)));
        }
    }

    private record Point(double sequence, Position position) {}
}
