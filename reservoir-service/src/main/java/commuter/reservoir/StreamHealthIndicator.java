package commuter.reservoir;

import commuter.reservoir.dispatch.Outages;
import org.apache.kafka.streams.KafkaStreams;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Ready while the stream runs and everything it writes to takes writes; says what does not, and since when. */
@Component("pipeline")
class StreamHealthIndicator implements HealthIndicator {
    private final StreamValve valve;
    private final Outages outages;

    StreamHealthIndicator(StreamValve valve, Outages outages) {
        this.valve = valve;
        this.outages = outages;
    }

    @Override
    public Health health() {
        KafkaStreams.State state = valve.state().orElse(KafkaStreams.State.NOT_RUNNING);
        boolean flowing =
                state == KafkaStreams.State.RUNNING && outages.current().isEmpty();
        Health.Builder health = flowing ? Health.up() : Health.outOfService();
        health.withDetail("streams", state.name());
        health.withDetail("reading", !valve.isClosed());
        outages.current().forEach((part, outage) -> health.withDetail(part.title(), outage));
        return health.build();
    }
}
