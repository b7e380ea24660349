package commuter.notifier.log;

import commuter.schemas.Topic;
import commuter.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Starts and stops the readers. The lifecycle log is read from its end; the stats, which are compacted, from the
 * beginning. Only committed records are read.
 */
@Component
class TopicReaders implements SmartLifecycle {
    private static final Duration[] DELAYS = {
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    private final Consumers consumers;
    private final TopicsAtStart topics;
    private final MeterRegistry registry;
    private final LifecycleReader lifecycle;
    private final StatsReader stats;
    private final KafkaRetainedLog past;
    private volatile List<TopicReader> readers = List.of();

    TopicReaders(
            Consumers consumers,
            TopicsAtStart topics,
            MeterRegistry registry,
            LifecycleReader lifecycle,
            StatsReader stats,
            KafkaRetainedLog past) {
        this.consumers = consumers;
        this.topics = topics;
        this.registry = registry;
        this.lifecycle = lifecycle;
        this.stats = stats;
        this.past = past;
    }

    @Override
    public void start() {
        past.start(topics.provision());
        readers = List.of(
                reader(Topics.LIFECYCLE, TopicReader.From.END, lifecycle, "commuter.notifier.events"),
                reader(Topics.RESERVOIR_STATS, TopicReader.From.BEGINNING, stats, "commuter.notifier.stats"));
        readers.forEach(TopicReader::start);
    }

    @Override
    public void stop() {
        try {
            for (TopicReader reader : readers) {
                reader.stop();
            }
            past.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            readers = List.of();
        }
    }

    @Override
    public boolean isRunning() {
        return !readers.isEmpty();
    }

    List<TopicReader> readers() {
        return readers;
    }

    private TopicReader reader(Topic<?, ?> topic, TopicReader.From from, RecordHandler handler, String meter) {
        Counter read = Counter.builder(meter)
                .description("Records read from " + topic.name())
                .register(registry);
        Counter malformed = Counter.builder("commuter.notifier.malformed")
                .description("Malformed records that were skipped")
                .tag("topic", topic.name())
                .register(registry);
        Timer delay = Timer.builder("commuter.notifier.delay")
                .description("Time from the writing of a record to its reading here, by the clocks of both")
                .tag("topic", topic.name())
                .serviceLevelObjectives(DELAYS)
                .register(registry);
        return new TopicReader(topic.name(), from, consumers.create(topic.name()), handler, read, malformed, delay);
    }
}
