package commuter.spawner;

import commuter.access.topics.TopicSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import picocli.CommandLine.Option;

/**
 * The settings of the service from the environment; command line options override them. So a command uses the same
 * network and demand as the service.
 */
final class CommandOptions {
    @Option(
            names = "--gtfs",
            paramLabel = "FEED",
            description =
                    "zip, folder or address of a GTFS feed (default: the setting commuter.gtfs, or the shipped feed)")
    private @Nullable String gtfs;

    @Option(
            names = "--buildings",
            paramLabel = "FILE",
            description = "CSV of stop_id,buildings (default: the setting commuter.demand.buildings-file)")
    private @Nullable Path buildings;

    @Option(
            names = "--buildings-per-stop",
            paramLabel = "N",
            description =
                    "around stops that the file does not list (default: commuter.demand.buildings-per-stop, or 60)")
    private @Nullable Integer buildingsPerStop;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "YAML of rates, multipliers, events and weather (default: commuter.demand.rules-file)")
    private @Nullable Path rules;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "of the random numbers: the same gives the same passengers (default: commuter.seed, or 1)")
    private @Nullable Long seed;

    private @Nullable StandardEnvironment environment;

    SpawnerSettings spawner() {
        return Binder.get(environment()).bindOrCreate(SpawnerSettings.PREFIX, SpawnerSettings.class);
    }

    TopicSettings topics() {
        return Binder.get(environment()).bindOrCreate(TopicSettings.PREFIX, TopicSettings.class);
    }

    /** @param bootstrapServers null for the setting's */
    KafkaProperties kafka(@Nullable String bootstrapServers) {
        KafkaProperties kafka = Binder.get(environment()).bindOrCreate("spring.kafka", KafkaProperties.class);
        String bundle = kafka.getSsl().getBundle();
        if (bundle != null) {
            throw new IllegalStateException("spring.kafka.ssl.bundle=" + bundle
                    + " is not known to commands. Set spring.kafka.ssl.trust-store-location and the like.");
        }
        if (bootstrapServers != null) {
            kafka.setBootstrapServers(List.of(bootstrapServers.split(",")));
        }
        return kafka;
    }

    private StandardEnvironment environment() {
        if (environment == null) {
            environment = read();
        }
        return environment;
    }

    private StandardEnvironment read() {
        StandardEnvironment read = new StandardEnvironment();
        Map<String, Object> options = new HashMap<>();
        put(options, "commuter.gtfs", gtfs);
        put(options, "commuter.demand.buildings-file", buildings);
        put(options, "commuter.demand.buildings-per-stop", buildingsPerStop);
        put(options, "commuter.demand.rules-file", rules);
        put(options, "commuter.seed", seed);
        read.getPropertySources().addFirst(new MapPropertySource("options", options));
        try {
            new YamlPropertySourceLoader()
                    .load("application", new ClassPathResource("application.yaml"))
                    .forEach(read.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ConfigurationPropertySources.attach(read);
        return read;
    }

    private static void put(Map<String, Object> options, String name, @Nullable Object value) {
        if (value != null) {
            options.put(name, value.toString());
        }
    }
}
