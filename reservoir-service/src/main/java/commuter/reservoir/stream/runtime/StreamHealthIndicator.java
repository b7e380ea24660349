package commuter.reservoir.stream.runtime;

import commuter.reservoir.health.DependencyOutages;
import commuter.reservoir.stream.intake.FailedRecords;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * UP while records flow: the stream runs, and everything that it writes to takes writes. Otherwise it says what is
 * down, and since when. While the stream fails over one input again and again, it stays down until that input is
 * passed, although a new thread runs in between. It takes no instance out of service, because no other would serve
 * callers better.
 */
@Component("pipeline")
class StreamHealthIndicator implements HealthIndicator {
    private final StreamValve valve;
    private final DependencyOutages outages;
    private final FailedRecords failed;

    StreamHealthIndicator(StreamValve valve, DependencyOutages outages, FailedRecords failed) {
        this.valve = valve;
        this.outages = outages;
        this.failed = failed;
    }

    @Override
    public Health health() {
        KafkaStreams.State state = valve.state().orElse(KafkaStreams.State.NOT_RUNNING);
        List<FailedRecords.Failure> failures = failed.current();
        boolean flowing =
                state == KafkaStreams.State.RUNNING && outages.current().isEmpty() && failures.isEmpty();
        Health.Builder health = flowing ? Health.up() : Health.outOfService();
        health.withDetail("streams", state.name());
        health.withDetail("reading", !valve.isClosed());
        outages.current().forEach((part, outage) -> health.withDetail(part.title(), outage));
        if (!failures.isEmpty()) {
            health.withDetail("failing at", failures);
        }
        return health.build();
    }
}
