package commuter.spawner;

import commuter.access.topics.TopicSettings;
import commuter.schemas.TopicProvisioner;
import commuter.spawner.continuous.ContinuousMode;
import commuter.spawner.publishing.SpawnPublisher;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Creates the topics, and waits for Kafka if necessary. Then publishing can begin, and the service reports that it is
 * ready.
 */
final class TopicStartup implements ApplicationRunner {
    private static final Logger log = LoggerFactory.getLogger(TopicStartup.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long RETRY_MILLIS = 500;

    private final Map<String, Object> kafka;
    private final SpawnerSettings settings;
    private final TopicSettings topics;
    private final SpawnPublisher publisher;
    private final ContinuousMode continuousMode;

    TopicStartup(
            KafkaAdmin kafka,
            SpawnerSettings settings,
            TopicSettings topics,
            SpawnPublisher publisher,
            ContinuousMode continuousMode) {
        this.kafka = kafka.getConfigurationProperties();
        this.settings = settings;
        this.topics = topics;
        this.publisher = publisher;
        this.continuousMode = continuousMode;
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            provision(new TopicProvisioner(admin, topics.plan()));
        } catch (IllegalStateException e) {
            throw new StartupFailure(StartupFailure.BAD_ENVIRONMENT, e);
        }
        publisher.open();
        if (settings.spawn().enabled()) {
            continuousMode.start();
        }
    }

    private void provision(TopicProvisioner provisioner) throws InterruptedException {
        Instant begin = Instant.now();
        boolean logged = false;
        while (true) {
            try {
                provisioner.provision();
                return;
            } catch (KafkaException e) {
                // A broker that has just created a topic may not know it for a moment; this is not worth a line.
                if (!logged && begin.plus(PATIENCE).isBefore(Instant.now())) {
                    log.warn(
                            "Waiting for Kafka at {} (setting spring.kafka.bootstrap-servers): {}",
                            kafka.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG),
                            e.getMessage());
                    logged = true;
                }
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }
}
