package commuter.spawner;

import commuter.spawner.demand.Buildings;
import commuter.spawner.demand.Demand;
import commuter.spawner.demand.DemandGaps;
import commuter.spawner.demand.DemandRules;
import commuter.spawner.demand.RulesFile;
import commuter.spawner.network.FeedException;
import commuter.spawner.network.Network;
import commuter.spawner.network.NetworkReader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** The network and its demand, as the settings describe them. */
record NetworkDemand(Network network, Demand demand) {

    /** @throws FeedException when the feed, the file of buildings or the file of rules cannot be used */
    static NetworkDemand read(SpawnerSettings settings) {
        Network network = NetworkReader.read(settings.gtfs(), settings.feed().limits());
        SpawnerSettings.DemandSettings demand = settings.demand();
        Buildings buildings = demand.buildingsFile().isBlank()
                ? Buildings.uniform(demand.buildingsPerStop())
                : Buildings.read(Path.of(demand.buildingsFile()), demand.buildingsPerStop(), network);
        DemandRules rules = demand.rulesFile().isBlank()
                ? DemandRules.DEFAULT
                : RulesFile.read(Path.of(demand.rulesFile()), network);
        return new NetworkDemand(network, Demand.of(network, buildings, rules, settings.seed()));
    }

    /** The network with the same number of buildings around each stop, and without a rules file. */
    static NetworkDemand ofDefaults(Network network) {
        return new NetworkDemand(network, Demand.of(network, Buildings.uniform(1), DemandRules.DEFAULT, 1));
    }

    /** The places where no passenger ever waits from a day on, and why; one line for each. */
    List<String> gaps(LocalDate from) {
        return DemandGaps.of(network, demand, from);
    }
}
