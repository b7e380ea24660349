package commuter.console.session;

import commuter.text.Escaped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import tools.jackson.databind.JsonNode;

/** The ids that were shown, for completion. Thread-safe. */
public final class SeenIds {
    private static final int MOST_PASSENGERS = 1000;

    private final Set<String> routes = new ConcurrentSkipListSet<>();
    private final Set<String> depots = new ConcurrentSkipListSet<>();
    private final Map<String, Boolean> passengers = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_PASSENGERS;
        }
    });

    /** Adds the ids of the network's routes and depots, and the routes' short names. */
    public void learnNetwork(JsonNode geoJson) {
        for (JsonNode feature : geoJson.path("features")) {
            JsonNode properties = feature.path("properties");
            add(routes, properties.path("route_id"));
            add(routes, properties.path("short_name"));
            add(depots, properties.path("depot_id"));
        }
    }

    public void learnPassenger(JsonNode passenger) {
        if (passenger.path("passenger_id").isString()) {
            passengers.put(Escaped.line(passenger.path("passenger_id").asString()), true);
            add(routes, passenger.path("route_id"));
            add(depots, passenger.path("depot_id"));
        }
    }

    public List<String> routes() {
        return List.copyOf(routes);
    }

    public List<String> depots() {
        return List.copyOf(depots);
    }

    public List<String> passengers() {
        synchronized (passengers) {
            return List.copyOf(passengers.keySet());
        }
    }

    private static void add(Set<String> ids, JsonNode id) {
        // Text that must be escaped could not be typed either.
        if (id.isString()
                && !id.asString().isEmpty()
                && Escaped.line(id.asString()).equals(id.asString())) {
            ids.add(id.asString());
        }
    }
}
