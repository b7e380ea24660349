package commuter.schemas;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * The network's routes. Records contain a route's GTFS {@code route_id}, people use its short name. An id always means
 * the route with this id, even if it is the short name of another route. An unknown name is returned unchanged.
 * Immutable.
 */
public final class KnownRoutes {
    /** The routes before the network was read. */
    public static final KnownRoutes NONE = new KnownRoutes(Set.of(), Map.of(), Map.of());

    private final Set<String> ids;
    private final Map<String, SortedSet<String>> idsByName;
    private final Map<String, Set<ReservoirId>> depots;

    private KnownRoutes(
            Set<String> ids, Map<String, SortedSet<String>> idsByName, Map<String, Set<ReservoirId>> depots) {
        this.ids = Set.copyOf(ids);
        this.idsByName = Map.copyOf(idsByName);
        this.depots = Map.copyOf(depots);
    }

    /**
     * Reads the network's map.
     *
     * @param geoJson has a feature for each route with {@code route_id} and {@code short_name}, and for each depot with
     *     {@code depot_id} and {@code route_ids}
     * @throws InvalidRecordException when it is not JSON
     */
    public static KnownRoutes of(byte[] geoJson) {
        Set<String> ids = new HashSet<>();
        Map<String, SortedSet<String>> names = new HashMap<>();
        Map<String, Set<ReservoirId>> depots = new HashMap<>();
        for (JsonNode feature : Json.read(geoJson, JsonNode.class).path("features")) {
            JsonNode properties = feature.path("properties");
            String id = properties.path("route_id").asString("");
            String name = properties.path("short_name").asString("");
            String depot = properties.path("depot_id").asString("");
            if (!id.isEmpty()) {
                ids.add(id);
            }
            if (!id.isEmpty() && !name.isEmpty()) {
                names.computeIfAbsent(name, key -> new TreeSet<>()).add(id);
            }
            if (!depot.isEmpty()) {
                properties
                        .path("route_ids")
                        .forEach(served -> depots.computeIfAbsent(served.asString(""), key -> new HashSet<>())
                                .add(ReservoirId.depot(depot)));
            }
        }
        return new KnownRoutes(ids, names, depots);
    }

    /** Whether no routes are known. */
    public boolean isEmpty() {
        return ids.isEmpty();
    }

    /**
     * The id of the route with this name.
     *
     * @throws AmbiguousRouteException when several routes have this short name, and no route has it as its id
     */
    public String idOf(String idOrName) {
        SortedSet<String> named = idsByName.getOrDefault(idOrName, Collections.emptySortedSet());
        if (named.isEmpty() || ids.contains(idOrName)) {
            return idOrName;
        }
        if (named.size() > 1) {
            throw new AmbiguousRouteException(idOrName, named);
        }
        return named.first();
    }

    /** The depots where trips of a route begin. */
    public Set<ReservoirId> depotsOf(String routeId) {
        return depots.getOrDefault(routeId, Set.of());
    }
}
