package commuter.spawner.demand;

import commuter.schemas.Direction;
import commuter.spawner.network.Route;
import commuter.spawner.network.Stop;
import java.util.List;

/**
 * A way to begin a journey: a route, a direction and a stop.
 *
 * @param destinations the stops downstream, in the order of the trip; never empty, and never the origin itself
 */
public record BoardingOption(Route route, Direction direction, Stop origin, List<Stop> destinations) {

    public BoardingOption {
        destinations = List.copyOf(destinations);
        if (destinations.isEmpty()) {
            throw new IllegalArgumentException("Nothing lies downstream of " + origin.id() + " on " + route.id());
        }
    }
}
