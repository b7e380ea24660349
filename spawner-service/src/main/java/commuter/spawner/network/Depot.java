package commuter.spawner.network;

import java.util.List;

/**
 * A terminal where trips begin, so that passengers for several routes wait there.
 *
 * @param id the id of the parent station, or of the stop if the feed has no station
 * @param routes the routes whose trips begin here
 */
public record Depot(String id, String name, Position position, List<Route> routes) {

    public Depot {
        routes = List.copyOf(routes);
    }
}
