package commuter.standalone.stats;

import commuter.schemas.Topic;
import commuter.schemas.UnreadableRecords;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads committed records of topics, without a consumer group. Not thread-safe. */
public final class CommittedTopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    private CommittedTopicReader(String bootstrapServers, List<? extends Topic<?, ?>> topics) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
    }

    public static CommittedTopicReader fromBeginning(String bootstrapServers, List<? extends Topic<?, ?>> topics) {
        CommittedTopicReader reader = new CommittedTopicReader(bootstrapServers, topics);
        reader.consumer.seekToBeginning(reader.partitions);
        return reader;
    }

    /** Skips what is committed when this returns, and nothing else. */
    public static CommittedTopicReader fromEnd(String bootstrapServers, List<? extends Topic<?, ?>> topics) {
        CommittedTopicReader reader = new CommittedTopicReader(bootstrapServers, topics);
        reader.consumer.seekToEnd(reader.partitions);
        reader.partitions.forEach(reader.consumer::position);
        return reader;
    }

    ConsumerRecords<byte[], byte[]> poll(Duration patience) {
        return UnreadableRecords.poll(consumer, patience);
    }

    /** Passes on everything that is committed now and has not been read; in order for each partition. */
    public void catchUp(Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            UnreadableRecords.poll(consumer, POLL).forEach(taker);
        }
    }

    /** Whether the topics still have all records that were ever written to them. */
    boolean isComplete() {
        return consumer.beginningOffsets(partitions).values().stream().allMatch(first -> first == 0);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
