package commuter.spawner.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code shapes.txt}, which only maps need: what is wrong there is a warning. */
final class ShapeReader {
    private final Map<String, List<Point>> points = new HashMap<>();

    /** The lines to draw, by shape id. */
    Map<String, List<Position>> read(FeedFiles files, Findings findings) throws IOException {
        files.readOptional(
                "shapes.txt",
                List.of("shape_id", "shape_pt_lat", "shape_pt_lon", "shape_pt_sequence"),
                findings,
                this::point);
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
        double latitude = degrees(row, "shape_pt_lat", 90);
        double longitude = degrees(row, "shape_pt_lon", 180);
        double sequence = Values.number(row.text("shape_pt_sequence"));
        if (Double.isNaN(sequence)) {
            row.warn(
                    "shape_pt_sequence", "'" + row.text("shape_pt_sequence") + "' is no number: the point is left out");
        }
        if (!Double.isNaN(latitude + longitude + sequence)) {
            points.computeIfAbsent(row.text("shape_id"), id -> new ArrayList<>())
                    .add(new Point(sequence, new Position(latitude, longitude)));
        }
    }

    private static double degrees(CsvTable.Row row, String field, int most) {
        double degrees = Values.number(row.text(field));
        if (Math.abs(degrees) <= most) {
            return degrees;
        }
        row.warn(
                field,
                "'" + row.text(field) + "' is no number from " + -most + " to " + most + ": the point is left out");
        return Double.NaN;
    }

    private record Point(double sequence, Position position) {}
}
