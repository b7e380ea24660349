package commuter.system.support;

import commuter.schemas.Topic;
import commuter.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * All that has been committed to the pipeline's topics since this was opened. It reads on from where it was, so that to ask
 * again is cheap. Thread-safe.
 */
public final class Journal implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();

    public Journal(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        partitions = Topics.ALL.stream()
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** A topic's records until now; those of one partition in their order. */
    public synchronized List<ConsumerRecord<byte[], byte[]>> records(Topic<?, ?> topic) {
        catchUp();
        return List.copyOf(records.getOrDefault(topic.name(), List.of()));
    }

    private void catchUp() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            consumer.poll(Duration.ofMillis(100))
                    .forEach(record -> records.computeIfAbsent(record.topic(), topic -> new ArrayList<>())
                            .add(record));
        }
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }
}
