package commuter.spawner.demand;

import commuter.schemas.ReservoirId;
import commuter.spawner.network.Depot;
import commuter.spawner.network.Network;
import commuter.spawner.network.Pattern;
import commuter.spawner.network.Route;
import java.util.List;

/**
 * Spawns passengers at the depots. A depot draws on all the buildings around it and shares its passengers out over the
 * routes that leave from it, to each in proportion to the buildings along the route: that is how attractive it is.
 */
final class DepotSpawners {
    /** Passengers per building per hour. */
    private static final double BASE_RATE = .3;

    private static final double CATCHMENT_METRES = 800;

    private final Network network;
    private final Buildings buildings;
    private final Rhythm rhythm;

    DepotSpawners(Network network, Buildings buildings, Rhythm rhythm) {
        this.network = network;
        this.buildings = buildings;
        this.rhythm = rhythm;
    }

    Spawner spawner(Depot depot) {
        Weighted.Builder<Boarding> boardings = new Weighted.Builder<>();
        depot.routes().forEach(route -> addShare(depot, route, boardings));
        return new Spawner(
                ReservoirId.depot(depot.id()), buildingsAround(depot) * BASE_RATE, rhythm, boardings.build());
    }

    private void addShare(Depot depot, Route route, Weighted.Builder<Boarding> boardings) {
        List<Pattern> departures = route.patterns().stream()
                .filter(pattern -> pattern.firstStop().placeId().equals(depot.id()))
                .filter(pattern -> !pattern.destinationsFrom(0).isEmpty())
                .toList();
        double attraction = buildings.aroundAll(route.listStops());
        double trips = departures.stream().mapToInt(Pattern::trips).sum();
        for (Pattern pattern : departures) {
            boardings.add(
                    new Boarding(route, pattern.direction(), pattern.firstStop(), pattern.destinationsFrom(0)),
                    attraction * pattern.trips() / trips);
        }
    }

    private int buildingsAround(Depot depot) {
        return buildings.aroundAll(network.listStops().stream()
                .filter(stop -> stop.position().distanceTo(depot.position()) <= CATCHMENT_METRES)
                .toList());
    }
}
