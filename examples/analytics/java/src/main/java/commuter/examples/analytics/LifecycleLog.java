package commuter.examples.analytics;

import commuter.schemas.Topics;
import commuter.schemas.UnreadableRecords;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The committed records of {@code passenger.lifecycle}, in order for each partition. Records that no client can read
 * are left out. Not thread-safe.
 */
final class LifecycleLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;

    /**
     * Begins where this group has committed, or else with the oldest record.
     *
     * @param group the name under which {@link #commit} remembers how far the log has been read
     */
    LifecycleLog(String bootstrapServers, String group) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.LIFECYCLE.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        ends = consumer.endOffsets(partitions);
    }

    /** The next records; none if there are no new ones for half a second. */
    List<ConsumerRecord<byte[], byte[]>> next() {
        ConsumerRecords<byte[], byte[]> records = UnreadableRecords.poll(consumer, POLL);
        return records.partitions().stream()
                .flatMap(partition -> records.records(partition).stream())
                .filter(record -> UnreadableRecords.takeReason(record.headers()).isEmpty())
                .toList();
    }

    /** Whether all that was committed when the log was opened has been read. */
    boolean isAtItsEnd() {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** Remembers that all records so far are dealt with. */
    void commit() {
        consumer.commitSync();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
