package commuter.spawner.demand;

import commuter.spawner.network.Network;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The demand of the whole network.
 *
 * @param seed one seed means one set of passengers for every window
 */
public record Demand(long seed, List<Spawner> spawners) {

    public Demand {
        spawners = List.copyOf(spawners);
    }

    /** The spawners of a network: one for each route and one for each depot. */
    public static Demand of(Network network, Buildings buildings, long seed) {
        Rhythm rhythm = new Rhythm(network.zone());
        RouteSpawners routes = new RouteSpawners(buildings, rhythm);
        DepotSpawners depots = new DepotSpawners(network, buildings, rhythm);
        return new Demand(
                seed,
                Stream.concat(
                                network.routes().stream().map(routes::spawner),
                                network.listDepots().stream().map(depots::spawner))
                        .toList());
    }

    /** Everybody who arrives in a window, in the order of arrival. */
    public List<Arrival> draw(TimeWindow window) {
        return spawners.stream()
                .flatMap(spawner -> spawner.draw(seed, window).stream())
                .sorted(Comparator.comparing(Arrival::at))
                .toList();
    }

    /** How many passengers an hour like this moment's would bring to the whole network. */
    public double lambdaPerHour(Instant instant) {
        return spawners.stream()
                .mapToDouble(spawner -> spawner.lambdaPerHour(instant))
                .sum();
    }
}
