package commuter.benchmarks;

import commuter.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is written to topics from now on. Not thread-safe. */
final class Follower implements AutoCloseable {
    /** The changelog of the reservoir's store of passengers, keyed by their ids. */
    private static final String CHANGELOG = "reservoir-service-passengers-changelog";

    private final KafkaConsumer<byte[], byte[]> consumer;

    private Follower(String bootstrapServers, IsolationLevel isolation, int leastBytes, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        isolation.name().toLowerCase(Locale.ROOT),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                        leastBytes,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        100),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /**
     * Reads the events of the ordered log in large batches, to disturb the measurement little; each is at most 100 ms
     * late.
     */
    static Follower ofManyEvents(String bootstrapServers) {
        return new Follower(bootstrapServers, IsolationLevel.READ_COMMITTED, 1 << 20, Topics.LIFECYCLE.name());
    }

    /** Reads each change of a passenger that the reservoir decides, at once, before it is written and committed. */
    static Follower ofDecisions(String bootstrapServers) {
        return new Follower(bootstrapServers, IsolationLevel.READ_UNCOMMITTED, 1, CHANGELOG);
    }

    /**
     * The records received, without deletions: the reservoir also deletes from its stores when nothing has been
     * decided.
     */
    List<ConsumerRecord<byte[], byte[]>> poll() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
            if (hasValue(record)) {
                records.add(record);
            }
        }
        return records;
    }

    @SuppressWarnings("NullAway") // Kafka's clients do not annotate that a deletion has no value.
    private static boolean hasValue(ConsumerRecord<byte[], byte[]> record) {
        return record.value() != null;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
