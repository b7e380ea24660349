package commuter.reservoir.stream.runtime;

import org.apache.kafka.streams.KafkaStreams;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * DOWN when the stream has ended for good: only a restart of this process helps. A thread that fails is replaced, so
 * that is not expected.
 */
@Component("threads")
class StreamThreadsHealthIndicator implements HealthIndicator {
    private final StreamValve valve;

    StreamThreadsHealthIndicator(StreamValve valve) {
        this.valve = valve;
    }

    @Override
    public Health health() {
        boolean failed = valve.state()
                .filter(state -> state == KafkaStreams.State.PENDING_ERROR || state == KafkaStreams.State.ERROR)
                .isPresent();
        return failed
                ? Health.down().withDetail("streams", "ERROR").build()
                : Health.up().build();
    }
}
