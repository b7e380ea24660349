package commuter.spawner.continuous;

import commuter.schemas.ReservoirId;
import commuter.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * This instance's share of the work: the partitions of the request topic that the group assigns to it. It reads no
 * records. Not thread-safe.
 */
final class SpawnGroup implements ConsumerRebalanceListener, AutoCloseable {
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;
    private final Set<TopicPartition> all;
    private final Set<Integer> owned = new HashSet<>();
    private final Map<Integer, PartitionProgress> progress = new HashMap<>();

    SpawnGroup(Consumer<byte[], byte[]> consumer, int partitions) {
        this.consumer = consumer;
        this.all =
                IntStream.range(0, partitions).mapToObj(SpawnGroup::partition).collect(Collectors.toSet());
    }

    static TopicPartition partition(int number) {
        return new TopicPartition(Topics.SPAWN_REQUESTS.name(), number);
    }

    /** The partition of a reservoir's records. */
    int partitionOf(ReservoirId reservoir) {
        return Topics.partitionOf(reservoir.toString().getBytes(StandardCharsets.UTF_8), all.size());
    }

    /** The progress of all partitions, whoever owns them. */
    Collection<PartitionProgress> allProgress() {
        return read(all).values();
    }

    void join() {
        consumer.subscribe(Set.of(Topics.SPAWN_REQUESTS.name()), this);
    }

    /** Waits; meanwhile partitions may be assigned and revoked. */
    void await(Duration time) {
        consumer.poll(time);
    }

    /** The numbers of the partitions that this instance owns now. */
    Set<Integer> owned() {
        return Set.copyOf(owned);
    }

    /** The progress that a partition had when it was assigned; null when there was none. */
    @Nullable
    PartitionProgress progress(int partition) {
        return progress.get(partition);
    }

    /** The group metadata, which proves to Kafka that this instance has not been replaced. */
    ConsumerGroupMetadata membership() {
        return consumer.groupMetadata();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        consumer.pause(partitions);
        progress.putAll(read(Set.copyOf(partitions)));
        partitions.forEach(partition -> owned.add(partition.partition()));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            owned.remove(partition.partition());
            progress.remove(partition.partition());
        });
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(LEAVE_WITHIN));
    }

    private Map<Integer, PartitionProgress> read(Set<TopicPartition> partitions) {
        Map<Integer, PartitionProgress> found = new HashMap<>();
        for (Map.Entry<TopicPartition, OffsetAndMetadata> committed :
                consumer.committed(partitions).entrySet()) {
            PartitionProgress partitionProgress = PartitionProgress.of(committed.getValue());
            if (partitionProgress != null) {
                found.put(committed.getKey().partition(), partitionProgress);
            }
        }
        return found;
    }
}
