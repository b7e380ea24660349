package commuter.spawner.demand;

import commuter.schemas.ReservoirId;
import commuter.spawner.network.Depot;
import commuter.spawner.network.Network;
import commuter.spawner.network.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The demand of the whole network.
 *
 * @param seed the same seed gives the same passengers for every window
 */
public record Demand(long seed, List<Spawner> spawners) {

    public Demand {
        spawners = List.copyOf(spawners);
    }

    /** The spawners of a network: one for each route and one for each depot. */
    public static Demand of(Network network, Buildings buildings, DemandRules rules, long seed) {
        Places places = new Places(network, buildings);
        List<Spawner> spawners = new ArrayList<>();
        for (Route route : network.routes()) {
            spawners.add(spawner(ReservoirId.route(route.id()), places.along(route), rules, network));
        }
        for (Depot depot : network.listDepots()) {
            spawners.add(spawner(ReservoirId.depot(depot.id()), places.at(depot), rules, network));
        }
        return new Demand(seed, spawners);
    }

    private static Spawner spawner(ReservoirId reservoir, List<Place> places, DemandRules rules, Network network) {
        return new Spawner(
                reservoir,
                rules.base(reservoir),
                rules.rateProfile(reservoir, network.zone()),
                places,
                new Timetable(places, network.calendar(), network.zone()));
    }

    /** The same demand with other random numbers. */
    public Demand withSeed(long other) {
        return new Demand(other, spawners);
    }

    /** All passengers who appear in a window, in order of time. */
    public List<DrawnPassenger> draw(TimeWindow window) {
        return spawners.stream()
                .flatMap(spawner -> spawner.draw(seed, window).stream())
                .sorted(Comparator.comparing(DrawnPassenger::at))
                .toList();
    }

    /** The expected number of passengers in an hour like this moment, in the whole network. */
    public double lambdaPerHour(Instant instant) {
        return spawners.stream()
                .mapToDouble(spawner -> spawner.lambdaPerHour(instant))
                .sum();
    }
}
