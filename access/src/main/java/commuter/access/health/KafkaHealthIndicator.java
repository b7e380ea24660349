package commuter.access.health;

import commuter.schemas.cluster.ClusterWatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationListener;

/**
 * Reports why Kafka cannot be used, and since when. It is part of the service's health, but not of its readiness,
 * because no other instance would serve a caller better.
 */
final class KafkaHealthIndicator
        implements HealthIndicator, MeterBinder, ApplicationListener<ApplicationReadyEvent>, DisposableBean {
    private final ClusterWatch watch;

    /** @param admin settings of an admin client */
    KafkaHealthIndicator(Map<String, Object> admin) {
        watch = new ClusterWatch(admin);
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        watch.start();
    }

    @Override
    public Health health() {
        Map<String, String> obstacles = watch.obstacles();
        Health.Builder health = obstacles.isEmpty() ? Health.up() : Health.down();
        return health.withDetails(obstacles).build();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        TimeGauge.builder(
                        "commuter.kafka.obstacle", () -> watch.oldestObstacle().toMillis(), TimeUnit.MILLISECONDS)
                .description(
                        "How long Kafka, one of its brokers, or its acknowledgement has been missing; 0 while all is well")
                .register(registry);
    }

    @Override
    public void destroy() {
        watch.close();
    }
}
