package commuter.spawner;

import commuter.spawner.demand.Buildings;
import commuter.spawner.demand.Demand;
import commuter.spawner.demand.DemandRules;
import commuter.spawner.demand.RulesFile;
import commuter.spawner.network.FeedException;
import commuter.spawner.network.Network;
import commuter.spawner.network.NetworkReader;
import java.nio.file.Path;

/** What the settings name: a network and the demand on it. */
record City(Network network, Demand demand) {

    /** @throws FeedException when the feed, or the file of buildings or of rules, cannot be used */
    static City read(SpawnerSettings settings) {
        Network network = NetworkReader.read(settings.gtfs());
        SpawnerSettings.DemandSettings demand = settings.demand();
        Buildings buildings = demand.buildingsFile().isBlank()
                ? Buildings.uniform(demand.buildingsPerStop())
                : Buildings.read(Path.of(demand.buildingsFile()), demand.buildingsPerStop(), network);
        DemandRules rules = demand.rulesFile().isBlank()
                ? DemandRules.DEFAULT
                : RulesFile.read(Path.of(demand.rulesFile()), network);
        return new City(network, Demand.of(network, buildings, rules, settings.seed()));
    }
}
