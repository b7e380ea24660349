package commuter.spawner.network;

import java.util.List;

/**
 * A terminal: a place where trips begin, so that passengers gather there for several routes.
 *
 * @param id the id of the parent station, or of the stop where the feed knows no station
 * @param routes the routes whose trips begin here
 */
public record Depot(String id, String name, Position position, List<Route> routes) {

    public Depot {
        routes = List.copyOf(routes);
    }
}
