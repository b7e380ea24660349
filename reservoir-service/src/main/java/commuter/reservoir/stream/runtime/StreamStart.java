package commuter.reservoir.stream.runtime;

import org.apache.kafka.streams.KafkaStreams;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether this instance has started: its stream has had its partitions, and their state, once. Until then calls go to
 * other instances, and nobody restarts the next one. Later rebalances change nothing, because callers are still served.
 * Thread-safe.
 */
@Component("start")
class StreamStart implements HealthIndicator, KafkaStreams.StateListener {
    private volatile boolean over;

    @Override
    public void onChange(KafkaStreams.State now, KafkaStreams.State before) {
        if (now == KafkaStreams.State.RUNNING) {
            over = true;
        }
    }

    @Override
    public Health health() {
        return over
                ? Health.up().build()
                : Health.outOfService()
                        .withDetail("waits for", "its partitions and their state")
                        .build();
    }
}
