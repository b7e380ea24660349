package commuter.spawner;

import commuter.schemas.TopicProvisioner;
import commuter.spawner.continuous.ContinuousMode;
import commuter.spawner.publishing.SpawnPublisher;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/**
 * Creates the topics, and waits for Kafka if necessary. Then publishing can begin, and the service reports that it is
 * ready.
 */
final class TopicStartup implements ApplicationRunner {
    private static final Logger log = LoggerFactory.getLogger(TopicStartup.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long RETRY_MILLIS = 500;

    private final KafkaProperties kafka;
    private final SpawnerSettings settings;
    private final SpawnPublisher publisher;
    private final ContinuousMode continuousMode;

    TopicStartup(
            KafkaProperties kafka, SpawnerSettings settings, SpawnPublisher publisher, ContinuousMode continuousMode) {
        this.kafka = kafka;
        this.settings = settings;
        this.publisher = publisher;
        this.continuousMode = continuousMode;
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        try (Admin admin = Admin.create(kafka.buildAdminProperties())) {
            provision(new TopicProvisioner(admin, settings.partitions()));
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
                            String.join(",", kafka.getBootstrapServers()),
                            e.getMessage());
                    logged = true;
                }
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }
}
