package commuter.spawner;

import commuter.spawner.network.Position;
import java.util.List;
import java.util.Map;

/** The part of GeoJSON (RFC 7946) that the network needs. */
final class GeoJson {
    private GeoJson() {}

    /** @param warnings places where no passenger ever waits; an additional member, which the standard allows */
    record FeatureCollection(String type, List<Feature> features, List<String> warnings) {
        FeatureCollection(List<Feature> features) {
            this("FeatureCollection", features, List.of());
        }

        FeatureCollection with(List<String> warnings) {
            return new FeatureCollection(type, features, warnings);
        }
    }

    record Feature(String type, Geometry geometry, Map<String, Object> properties) {
        Feature(Geometry geometry, Map<String, Object> properties) {
            this("Feature", geometry, properties);
        }
    }

    record Geometry(String type, Object coordinates) {
        static Geometry point(Position position) {
            return new Geometry("Point", coordinates(position));
        }

        static Geometry line(List<Position> path) {
            return new Geometry(
                    "LineString", path.stream().map(Geometry::coordinates).toList());
        }

        /** Longitude comes first in GeoJSON. */
        private static double[] coordinates(Position position) {
            return new double[] {position.longitude(), position.latitude()};
        }
    }
}
