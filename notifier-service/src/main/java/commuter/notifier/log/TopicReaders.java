package commuter.notifier.log;

import commuter.schemas.Topic;
import commuter.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * Starts and stops the readers: the lifecycle log from its end, the figures, which are compacted, from the beginning.
 * Only committed records are read.
 */
@Component
class TopicReaders implements SmartLifecycle {
    private final ConsumerFactory<byte[], byte[]> consumers;
    private final TopicsAtStart topics;
    private final MeterRegistry registry;
    private final LifecycleReader lifecycle;
    private final StatsReader stats;
    private volatile List<TopicReader> readers = List.of();

    TopicReaders(
            ConsumerFactory<byte[], byte[]> consumers,
            TopicsAtStart topics,
            MeterRegistry registry,
            LifecycleReader lifecycle,
            StatsReader stats) {
        this.consumers = consumers;
        this.topics = topics;
        this.registry = registry;
        this.lifecycle = lifecycle;
        this.stats = stats;
    }

    @Override
    public void start() {
        topics.provision();
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
                .description("Malformed records, passed over")
                .tag("topic", topic.name())
                .register(registry);
        return new TopicReader(topic.name(), from, consumer(topic.name()), handler, read, malformed);
    }

    private Consumer<byte[], byte[]> consumer(String topic) {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        // Where retention overtook a reader it goes on with the oldest there is, and skips nothing else.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        return consumers.createConsumer(null, "notifier-" + topic, null, properties);
    }
}
