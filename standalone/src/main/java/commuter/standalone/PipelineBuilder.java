package commuter.standalone;

import commuter.standalone.data.DataFolder;
import commuter.standalone.data.Secrets;
import commuter.standalone.data.SimulatedTime;
import commuter.standalone.data.StartRefusedException;
import commuter.standalone.parts.EmbeddedInfrastructure;
import commuter.standalone.parts.Infrastructure;
import commuter.standalone.parts.JvmProfile;
import commuter.standalone.parts.KafkaNode;
import commuter.standalone.parts.KafkaPart;
import commuter.standalone.parts.Part;
import commuter.standalone.parts.ProcessStarter;
import commuter.standalone.parts.RedisPart;
import commuter.standalone.parts.ServicePart;
import commuter.standalone.parts.StrapiDatabase;
import commuter.standalone.parts.StrapiPart;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Configures a {@link Pipeline}; everything has a default. */
public final class PipelineBuilder {
    private Checkout checkout = Checkout.find();
    private Path data = checkout.root().resolve("data");
    private boolean fresh;
    private Ports ports = Ports.usual();
    private Set<Port> members = EnumSet.allOf(Port.class);
    private @Nullable Path feed;
    private double speed = 1;
    private long seed = 1;
    private JvmProfile profile = JvmProfile.QUICK_START;
    private @Nullable Infrastructure infrastructure;
    private @Nullable StrapiDatabase database;
    private final Map<Port, Map<String, String>> extraSettings = new EnumMap<>(Port.class);

    PipelineBuilder() {}

    /** The repository whose jars and Strapi are used. */
    public PipelineBuilder checkout(Checkout chosen) {
        checkout = chosen;
        return this;
    }

    /** The folder for all data; {@code fresh} deletes its content first. */
    public PipelineBuilder data(Path folder, boolean deletedFirst) {
        data = folder;
        fresh = deletedFirst;
        return this;
    }

    public PipelineBuilder ports(Ports chosen) {
        ports = chosen;
        return this;
    }

    /** Which parts to start; all by default. */
    public PipelineBuilder only(Port first, Port... others) {
        members = EnumSet.of(first, others);
        return this;
    }

    /** A GTFS zip or folder; null for the network that ships with the spawner. */
    public PipelineBuilder feed(@Nullable Path zipOrFolder) {
        feed = zipOrFolder;
        return this;
    }

    /** How many seconds of demand pass in a second. */
    public PipelineBuilder speed(double demandSecondsPerSecond) {
        speed = demandSecondsPerSecond;
        return this;
    }

    public PipelineBuilder seed(long randomSeed) {
        seed = randomSeed;
        return this;
    }

    /** For what Kafka's and the services' JVMs are tuned; a quick start by default. */
    public PipelineBuilder jvm(JvmProfile chosen) {
        profile = chosen;
        return this;
    }

    /** Runs Kafka and Redis in another way than as processes on this machine. */
    public PipelineBuilder infrastructure(Infrastructure chosen) {
        infrastructure = chosen;
        return this;
    }

    /** Another database for Strapi than a file in the data folder. */
    public PipelineBuilder database(StrapiDatabase chosen) {
        database = chosen;
        return this;
    }

    /** An additional setting for a service, e.g. {@code commuter.batch.size}. */
    public PipelineBuilder setting(Port service, String name, String value) {
        extraSettings.computeIfAbsent(service, unused -> new HashMap<>()).put(name, value);
        return this;
    }

    /**
     * Takes the data folder; nothing is started yet.
     *
     * @throws StartRefusedException when the folder or a port is not available
     */
    public Pipeline build() {
        Ports chosen = ports.chosen();
        chosen.requireFree();
        DataFolder folder = DataFolder.open(data, fresh);
        try {
            return new Assembly(folder, chosen).pipeline();
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Configures one pipeline. */
    private final class Assembly {
        private final DataFolder folder;
        private final Ports chosen;
        private final Secrets secrets;
        private final SimulatedTime clock;
        private final ProcessStarter starter = new ProcessStarter();
        private final Infrastructure kafkaAndRedis;

        Assembly(DataFolder folder, Ports chosen) {
            this.folder = folder;
            this.chosen = chosen;
            this.secrets = Secrets.of(folder);
            this.clock = SimulatedTime.of(folder, LocalDate.now(ZoneId.systemDefault()), speed);
            this.kafkaAndRedis = infrastructure == null ? embedded() : infrastructure;
        }

        Pipeline pipeline() {
            Map<Port, Part> parts = new EnumMap<>(Port.class);
            members.forEach(port -> parts.put(port, part(port)));
            return new Pipeline(folder, secrets, clock, chosen, kafkaAndRedis, starter, parts);
        }

        private Part part(Port port) {
            return switch (port) {
                case KAFKA -> kafkaAndRedis.kafka();
                case REDIS -> kafkaAndRedis.redis();
                case STRAPI -> strapi();
                case RESERVOIR -> service("Reservoir", "reservoir-service", port);
                case SPAWNER -> service("Spawner", "spawner-service", port);
                case NOTIFIER -> service("Notifier", "notifier-service", port);
            };
        }

        private Infrastructure embedded() {
            return new EmbeddedInfrastructure(
                    new KafkaPart(
                            checkout.launcher(),
                            folder.folder("kafka"),
                            profile,
                            chosen.of(Port.KAFKA),
                            KafkaNode.alone(chosen.anotherFree()),
                            folder.log("kafka"),
                            starter),
                    new RedisPart(
                            folder.folder("redis"),
                            chosen.of(Port.REDIS),
                            secrets.redisPassword(),
                            folder.log("redis"),
                            starter));
        }

        private Part strapi() {
            StrapiDatabase chosenDatabase = database == null
                    ? new StrapiDatabase.Sqlite(folder.folder("strapi").resolve("strapi.db"))
                    : database;
            return new StrapiPart(
                    checkout.strapi(),
                    chosen.of(Port.STRAPI),
                    chosenDatabase,
                    strapiEnvironment(),
                    folder.log("strapi"),
                    starter);
        }

        private Map<String, String> strapiEnvironment() {
            Map<String, String> environment = new HashMap<>(secrets.forStrapi());
            environment.put("ADMIN_EMAIL", Pipeline.STRAPI_ADMINISTRATOR);
            if (members.contains(Port.RESERVOIR)) {
                environment.put(
                        "RESERVOIR_WEBHOOK_URL", "http://127.0.0.1:" + chosen.of(Port.RESERVOIR) + "/api/strapi/edits");
            }
            return environment;
        }

        private Part service(String name, String module, Port port) {
            Map<String, String> ofTheReservoir = Map.of(
                    "COMMUTER_STRAPI_TOKEN", secrets.reservoirToken(), "COMMUTER_REDIS_URL", kafkaAndRedis.redisUrl());
            return new ServicePart(
                    name,
                    checkout.jar(module),
                    profile,
                    chosen.of(port),
                    () -> settings(port),
                    port == Port.RESERVOIR ? ofTheReservoir : Map.of(),
                    folder.log(module),
                    starter);
        }

        private Map<String, String> settings(Port port) {
            Map<String, String> settings = new HashMap<>(
                    new ServiceSettings(chosen, kafkaAndRedis, folder.folder("reservoir"), feed, seed, clock).of(port));
            settings.putAll(extraSettings.getOrDefault(port, Map.of()));
            return settings;
        }
    }
}
