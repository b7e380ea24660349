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
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * This instance's part of the work: the partitions of the request topic that the group gives it. It reads no records.
 * Not thread-safe.
 */
final class SpawnGroup implements ConsumerRebalanceListener, AutoCloseable {
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;
    private final Set<TopicPartition> all;
    private final Set<Integer> owned = new HashSet<>();
    private final Map<Integer, PartitionProgress> marks = new HashMap<>();

    SpawnGroup(Consumer<byte[], byte[]> consumer, int partitions) {
        this.consumer = consumer;
        this.all =
                IntStream.range(0, partitions).mapToObj(SpawnGroup::partition).collect(Collectors.toSet());
    }

    static TopicPartition partition(int number) {
        return new TopicPartition(Topics.SPAWN_REQUESTS.name(), number);
    }

    /** The partition that a reservoir's records go to: the choice of Kafka's default partitioner. */
    int home(ReservoirId reservoir) {
        byte[] key = reservoir.toString().getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % all.size();
    }

    /** The marks of all partitions, whoever owns them. */
    Collection<PartitionProgress> allMarks() {
        return read(all).values();
    }

    void join() {
        consumer.subscribe(Set.of(Topics.SPAWN_REQUESTS.name()), this);
    }

    /** Waits, and takes and gives away partitions meanwhile. */
    void await(Duration time) {
        consumer.poll(time);
    }

    /** The numbers of the partitions that are this instance's now. */
    Set<Integer> owned() {
        return Set.copyOf(owned);
    }

    /** The mark with which a partition came; null when there was none. */
    @Nullable
    PartitionProgress mark(int partition) {
        return marks.get(partition);
    }

    /** What proves to Kafka that this instance has not been replaced. */
    ConsumerGroupMetadata membership() {
        return consumer.groupMetadata();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        consumer.pause(partitions);
        marks.putAll(read(Set.copyOf(partitions)));
        partitions.forEach(partition -> owned.add(partition.partition()));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            owned.remove(partition.partition());
            marks.remove(partition.partition());
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
