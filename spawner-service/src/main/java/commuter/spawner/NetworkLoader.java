package commuter.spawner;

import commuter.spawner.demand.Demand;
import commuter.spawner.network.FeedException;
import commuter.spawner.network.Network;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Reads the feed before anything else is started, so that an invalid feed is reported at once, without other messages.
 */
final class NetworkLoader implements ApplicationContextInitializer<GenericApplicationContext> {
    private static final Logger log = LoggerFactory.getLogger(NetworkLoader.class);
    private static final int WARNINGS_TOLD = 10;

    @Override
    public void initialize(GenericApplicationContext context) {
        SpawnerSettings settings =
                Binder.get(context.getEnvironment()).bindOrCreate(SpawnerSettings.PREFIX, SpawnerSettings.class);
        try {
            NetworkDemand networkDemand = NetworkDemand.read(settings);
            context.registerBean(Network.class, networkDemand::network);
            context.registerBean(Demand.class, networkDemand::demand);
            tell(networkDemand, settings);
        } catch (FeedException e) {
            throw new StartupFailure(StartupFailure.BAD_INPUT, e);
        }
    }

    private static void tell(NetworkDemand networkDemand, SpawnerSettings settings) {
        Network network = networkDemand.network();
        LocalDate day = settings.clock().start() == null
                ? LocalDate.now(network.zone())
                : settings.clock().start().toLocalDate();
        if (network.isIncomplete()) {
            log.warn("Read {}: {}", network.feed(), network.summary());
        } else {
            log.info("Read {}: {}", network.feed(), network.summary());
        }
        List<String> warnings = network.warnings();
        warnings.stream().limit(WARNINGS_TOLD).forEach(log::warn);
        if (warnings.size() > WARNINGS_TOLD) {
            log.warn("{} more warnings: --check-gtfs={} shows all", warnings.size() - WARNINGS_TOLD, settings.gtfs());
        }
        networkDemand.gaps(day).forEach(gap -> log.warn("{}: {}", network.feed(), gap));
        DemandNotices.ofDay(network.calendar(), day).forEach(line -> log.warn("{}: {}", network.feed(), line));
    }
}
