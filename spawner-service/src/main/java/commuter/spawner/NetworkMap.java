package commuter.spawner;

import commuter.spawner.network.Depot;
import commuter.spawner.network.Network;
import commuter.spawner.network.Route;
import commuter.spawner.network.Stop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the map of a network: a line for each route, a point for each stop and depot. The property {@code kind}
 * distinguishes them.
 */
final class NetworkMap {
    private NetworkMap() {}

    static GeoJson.FeatureCollection of(Network network) {
        Stream<GeoJson.Feature> routes = network.routes().stream().map(NetworkMap::route);
        Map<String, List<String>> routesOfStop = new HashMap<>();
        for (Route route : network.routes()) {
            route.listStops()
                    .forEach(stop -> routesOfStop
                            .computeIfAbsent(stop.id(), id -> new ArrayList<>())
                            .add(route.id()));
        }
        Stream<GeoJson.Feature> stops =
                network.listStops().stream().map(stop -> stop(stop, routesOfStop.getOrDefault(stop.id(), List.of())));
        Stream<GeoJson.Feature> depots = network.listDepots().stream().map(NetworkMap::depot);
        return new GeoJson.FeatureCollection(
                Stream.of(routes, stops, depots).flatMap(kind -> kind).toList());
    }

    private static GeoJson.Feature route(Route route) {
        Map<String, Object> properties = properties("route");
        properties.put("route_id", route.id());
        putPresent(properties, "short_name", route.shortName());
        putPresent(properties, "long_name", route.longName());
        putPresent(properties, "color", route.color() == null ? null : "#" + route.color());
        return new GeoJson.Feature(GeoJson.Geometry.line(route.mainPattern().path()), properties);
    }

    private static GeoJson.Feature stop(Stop stop, List<String> routeIds) {
        Map<String, Object> properties = properties("stop");
        properties.put("stop_id", stop.id());
        properties.put("name", stop.name());
        properties.put("route_ids", routeIds);
        return new GeoJson.Feature(GeoJson.Geometry.point(stop.position()), properties);
    }

    private static GeoJson.Feature depot(Depot depot) {
        Map<String, Object> properties = properties("depot");
        properties.put("depot_id", depot.id());
        properties.put("name", depot.name());
        properties.put("route_ids", depot.routes().stream().map(Route::id).toList());
        return new GeoJson.Feature(GeoJson.Geometry.point(depot.position()), properties);
    }

    private static Map<String, Object> properties(String kind) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("kind", kind);
        return properties;
    }

    private static void putPresent(Map<String, Object> properties, String name, @Nullable String value) {
        if (value != null) {
            properties.put(name, value);
        }
    }
}
