package commuter.spawner.publishing;

import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Publishes passengers together with the progress of their partitions, in one transaction: either everything becomes
 * visible, or nothing. After a failure it cannot be used any more. Not thread-safe.
 */
public final class WindowPublisher implements AutoCloseable {
    private final Producer<ReservoirId, SpawnRequest> producer;
    private final PublishingStats stats;

    public WindowPublisher(Producer<ReservoirId, SpawnRequest> producer, PublishingStats stats) {
        this.producer = producer;
        this.stats = stats;
    }

    /** Aborts a transaction that an earlier instance of this process has left open. Must be called first. */
    public void open() {
        producer.initTransactions();
    }

    /**
     * Returns when Kafka has everything.
     *
     * @param progress the progress to commit for the group, given the last offset in each partition that was written to
     * @throws KafkaException when it could not be committed, or not within the configured time
     */
    public void publish(
            List<SpawnRequest> requests,
            Function<Map<Integer, Long>, Map<TopicPartition, OffsetAndMetadata>> progress,
            ConsumerGroupMetadata membership) {
        producer.beginTransaction();
        stats.addPublished(requests.size());
        try {
            List<Future<RecordMetadata>> sent = new ArrayList<>(requests.size());
            requests.forEach(request -> sent.add(producer.send(SpawnPublisher.toRecord(request))));
            producer.flush();
            producer.sendOffsetsToTransaction(progress.apply(lastOffsets(sent)), membership);
            producer.commitTransaction();
        } catch (RuntimeException e) {
            stats.withdraw(requests.size());
            throw e;
        }
        stats.acknowledge(requests.size());
    }

    /** Does not wait: what is committed is committed, and what is not must not be. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    private static Map<Integer, Long> lastOffsets(List<Future<RecordMetadata>> sent) {
        Map<Integer, Long> offsets = new HashMap<>();
        for (Future<RecordMetadata> each : sent) {
            try {
                RecordMetadata metadata = each.get();
                offsets.merge(metadata.partition(), metadata.offset(), Math::max);
            } catch (ExecutionException e) {
                throw new KafkaException("Kafka refused a passenger: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
        return offsets;
    }
}
