package commuter.spawner.demand;

import java.util.List;

/**
 * Where passengers of one reservoir wait: the stops of a place along a route, or a depot.
 *
 * @param buildings number of buildings within the catchment
 * @param shares how the passengers are split over routes; one for a place along a route
 */
record Place(int buildings, List<Share> shares) {

    Place {
        shares = List.copyOf(shares);
    }

    /**
     * One route's share of the passengers.
     *
     * @param attraction relative to the attraction of the place's other routes
     */
    record Share(String routeId, double attraction, List<Departures> departures) {
        Share {
            departures = List.copyOf(departures);
        }
    }
}
