package commuter.reservoir.stream.expiry;

import commuter.schemas.UnreadableRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Kafka knows of the input topics, and of the consumer group that decides the inputs. Blocking; belongs to one
 * thread.
 */
final class InputOffsets implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(InputOffsets.class);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);
    private static final Duration READ_WITHIN = Duration.ofMillis(500);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Admin admin;
    private final Supplier<Consumer<byte[], byte[]>> connect;
    private final String group;
    private final Map<TopicPartition, Long> lastCommitted = new HashMap<>();
    private @Nullable Consumer<byte[], byte[]> reader;
    private boolean clusterHasClock = true;

    /** @param connect makes a consumer of committed records, without a group */
    InputOffsets(Admin admin, Supplier<Consumer<byte[], byte[]>> connect, String group) {
        this.admin = admin;
        this.connect = connect;
        this.group = group;
    }

    /**
     * The time by the cluster's clock, which also stamps records; by this host's clock if the cluster does not tell its
     * time.
     */
    Instant now() {
        if (clusterHasClock) {
            try {
                return controllersTime();
            } catch (ClusterAuthorizationException | UnsupportedVersionException e) {
                clusterHasClock = false;
                log.warn("Kafka does not tell its time, so passengers expire by this host's clock: {}", e.getMessage());
            }
        }
        return Instant.now();
    }

    /** The controller of a KRaft quorum says when it was last up to date, by its own clock. */
    private Instant controllersTime() {
        QuorumInfo quorum = get(admin.describeMetadataQuorum().quorumInfo());
        return quorum.voters().stream()
                .filter(voter -> voter.replicaId() == quorum.leaderId())
                .flatMap(leader -> leader.lastCaughtUpTimestamp().stream().boxed())
                .map(Instant::ofEpochMilli)
                .findFirst()
                .orElseThrow(() -> new UnsupportedVersionException("its controller tells no time"));
    }

    /** The offsets after everything that has been acknowledged, including open transactions. */
    Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        get(admin.listOffsets(latest).all()).forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /**
     * The partitions in which the group has not decided all records before the given offsets, with the group's
     * progress.
     */
    Map<TopicPartition, Long> undecided(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> committed = committed(ends.keySet());
        Map<TopicPartition, Long> undecided = new HashMap<>();
        ends.forEach((partition, end) -> {
            long place = Objects.requireNonNull(committed.get(partition));
            if (place < end) {
                undecided.put(partition, place);
            }
        });
        // If the progress stands still, there may be no more records: the end of a transaction takes an offset, too,
        // and is never committed by the group.
        Map<TopicPartition, Long> still = undecided.entrySet().stream()
                .filter(entry -> entry.getValue().equals(lastCommitted.get(entry.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        lastCommitted.putAll(committed);
        if (!still.isEmpty()) {
            undecided.keySet().removeAll(withoutRecords(still, ends));
        }
        return undecided;
    }

    private Map<TopicPartition, Long> committed(Set<TopicPartition> partitions) {
        ListConsumerGroupOffsetsSpec asked = new ListConsumerGroupOffsetsSpec().topicPartitions(partitions);
        Map<TopicPartition, OffsetAndMetadata> answer =
                get(admin.listConsumerGroupOffsets(Map.of(group, asked)).partitionsToOffsetAndMetadata(group));
        Map<TopicPartition, Long> committed = new HashMap<>();
        for (TopicPartition partition : partitions) {
            @Nullable OffsetAndMetadata offset = answer.get(partition);
            committed.put(partition, offset == null ? 0 : offset.offset());
        }
        return committed;
    }

    /**
     * The partitions without a committed record between a position and the end; without those that have an open
     * transaction.
     */
    private Set<TopicPartition> withoutRecords(Map<TopicPartition, Long> places, Map<TopicPartition, Long> ends) {
        Consumer<byte[], byte[]> consumer = reader();
        consumer.assign(places.keySet());
        // Where the position is no longer kept, reading begins at the oldest record.
        places.forEach(consumer::seek);
        Map<TopicPartition, Boolean> isEmpty = new HashMap<>();
        long start = System.nanoTime();
        while (isEmpty.size() < places.size() && System.nanoTime() - start < READ_WITHIN.toNanos()) {
            ConsumerRecords<byte[], byte[]> records = UnreadableRecords.poll(consumer, POLL);
            for (TopicPartition partition : places.keySet()) {
                long end = Objects.requireNonNull(ends.get(partition));
                List<ConsumerRecord<byte[], byte[]>> found = records.records(partition);
                if (!found.isEmpty()) {
                    isEmpty.putIfAbsent(partition, found.get(0).offset() >= end);
                } else if (consumer.position(partition, ANSWERED_WITHIN) >= end) {
                    isEmpty.putIfAbsent(partition, true);
                }
            }
        }
        consumer.unsubscribe();
        isEmpty.values().removeIf(empty -> !empty);
        return isEmpty.keySet();
    }

    private Consumer<byte[], byte[]> reader() {
        if (reader == null) {
            reader = connect.get();
        }
        return reader;
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get(ANSWERED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("Kafka has not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
        admin.close(Duration.ZERO);
    }
}
