package commuter.spawner;

import commuter.spawner.demand.Buildings;
import commuter.spawner.demand.Demand;
import commuter.spawner.network.FeedException;
import commuter.spawner.network.Network;
import commuter.spawner.network.NetworkReader;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** Reads the feed before anything else is started, so that a broken one is told at once and alone. */
final class NetworkLoader implements ApplicationContextInitializer<GenericApplicationContext> {
    private static final Logger log = LoggerFactory.getLogger(NetworkLoader.class);

    @Override
    public void initialize(GenericApplicationContext context) {
        SpawnerSettings settings =
                Binder.get(context.getEnvironment()).bindOrCreate(SpawnerSettings.PREFIX, SpawnerSettings.class);
        try {
            Network network = NetworkReader.read(settings.gtfs());
            Demand demand = Demand.of(network, buildings(settings.demand(), network), settings.seed());
            context.registerBean(Network.class, () -> network);
            context.registerBean(Demand.class, () -> demand);
            log.info("Read {}: {}", network.feed(), network.summary());
        } catch (FeedException e) {
            throw new StartupFailure(StartupFailure.BAD_INPUT, e);
        }
    }

    private static Buildings buildings(SpawnerSettings.DemandSettings settings, Network network) {
        String file = settings.buildingsFile();
        return file.isBlank()
                ? Buildings.uniform(settings.buildingsPerStop())
                : Buildings.read(Path.of(file), settings.buildingsPerStop(), network);
    }
}
