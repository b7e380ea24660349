package commuter.spawner.demand;

import java.util.List;

/**
 * Where passengers of one reservoir gather: the stops of a place along a route, or a depot.
 *
 * @param buildings within the catchment
 * @param shares how the passengers are split over routes; one for a place along a route
 */
record Place(int buildings, List<Share> shares) {

    Place {
        shares = List.copyOf(shares);
    }

    /**
     * What one route draws of the passengers.
     *
     * @param attraction in proportion to that of the place's other routes
     */
    record Share(String routeId, double attraction, List<Departures> departures) {
        Share {
            departures = List.copyOf(departures);
        }
    }
}
