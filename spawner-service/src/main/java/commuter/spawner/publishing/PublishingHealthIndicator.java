package commuter.spawner.publishing;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** UP while Kafka acknowledges what is published. Otherwise it says how much waits, and since when. */
@Component("publishing")
class PublishingHealthIndicator implements HealthIndicator {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SpawnPublisher publisher;

    PublishingHealthIndicator(SpawnPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public Health health() {
        Duration silence = publisher.silence();
        return silence.compareTo(PATIENCE) < 0
                ? Health.up().build()
                : Health.outOfService()
                        .withDetail("not acknowledged", publisher.outstanding())
                        .withDetail("for", silence.toSeconds() + " s")
                        .build();
    }
}
