package commuter.reservoir.stream.runtime;

import commuter.reservoir.stream.metrics.PendingTotals;
import commuter.schemas.Topic;
import commuter.schemas.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.stereotype.Component;

/**
 * The metrics of the stream. Their number of lines does not grow with the partitions. Kafka's own metrics by task and
 * store are thousands of lines; the setting {@code management.metrics.enable.kafka} adds them. Thread-safe.
 */
@Component
final class StreamMeters implements MeterBinder, StreamsBuilderFactoryBean.Listener {
    private static final List<Topic<?, ?>> INPUTS = List.of(Topics.SPAWN_REQUESTS, Topics.COMMANDS);

    private final StoreMemory memory;
    private final PendingTotals pendingTotals;
    private volatile @Nullable KafkaStreams streams;

    StreamMeters(StoreMemory memory, PendingTotals pendingTotals) {
        this.memory = memory;
        this.pendingTotals = pendingTotals;
    }

    @Override
    public void streamsAdded(String id, KafkaStreams added) {
        streams = added;
    }

    @Override
    public void streamsRemoved(String id, KafkaStreams removed) {
        streams = null;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("commuter.reservoir.state.memory", memory, StoreMemory::used)
                .description("Memory outside of the heap that the stores use")
                .baseUnit(BaseUnits.BYTES)
                .register(registry);
        Gauge.builder("commuter.reservoir.pending.writes", pendingTotals, PendingTotals::size)
                .description("Decisions that are not written yet")
                .register(registry);
        TimeGauge.builder(
                        "commuter.reservoir.pending.writes.age",
                        () -> pendingTotals.age().toMillis(),
                        TimeUnit.MILLISECONDS)
                .description("How long the oldest decision that is not written yet has been waiting")
                .register(registry);
        for (Topic<?, ?> topic : INPUTS) {
            Gauge.builder("commuter.reservoir.lag", () -> lag(topic.name()))
                    .description("Records of this instance's partitions that it has yet to read")
                    .tag("topic", topic.name())
                    .register(registry);
        }
    }

    private double lag(String topic) {
        KafkaStreams running = streams;
        return running == null
                ? Double.NaN
                : running.metrics().values().stream()
                        .filter(metric -> tellsLag(metric.metricName(), topic))
                        .mapToDouble(StreamMeters::value)
                        .filter(Double::isFinite)
                        .sum();
    }

    /**
     * Kafka has the metric of each partition twice: with the topic's name, and for old dashboards with _ instead of its
     * dots.
     */
    private static boolean tellsLag(MetricName metric, String topic) {
        return metric.name().equals("records-lag") && topic.equals(metric.tags().get("topic"));
    }

    private static double value(Metric metric) {
        return metric.metricValue() instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
