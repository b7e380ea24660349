package commuter.reservoir.deadletters;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;

/** Whether the reservoir is running, and the offsets at which it will continue. */
final class GroupState {
    private static final int PATIENCE_SECONDS = 20;

    private final Admin admin;
    private final String group;

    /** @param group the stream's application id */
    GroupState(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
    }

    /**
     * Checks that no instance is running, and that the record at the offset is the next one to be read.
     *
     * @throws RefusedCommandException otherwise; its message says what is wrong and what to do
     */
    void requireStoppedAt(TopicPartition partition, long offset) {
        requirePartition(partition);
        int members = members();
        if (members > 0) {
            throw new RefusedCommandException("The reservoir runs, or has run until just now (Kafka knows " + members
                    + " of its threads). Stop every instance, wait until its session has ended, and call this again.");
        }
        long first = offsetOf(partition, OffsetSpec.earliest());
        long end = offsetOf(partition, OffsetSpec.latest());
        long next = Math.max(first, committed(partition).orElse(first));
        if (next != offset) {
            throw new RefusedCommandException(
                    "The reservoir reads " + partition + " on at " + next + ", not at " + offset
                            + (offset < next
                                    ? ": it is past that already."
                                    : ". What lies between has not been decided yet. It is skipped one by one, beginning at "
                                            + next + "."));
        }
        if (offset >= end) {
            throw new RefusedCommandException(
                    "There is nothing at " + partition + "@" + offset + " yet: it ends there.");
        }
    }

    private int members() {
        try {
            return get(admin.describeConsumerGroups(Set.of(group)).all()).values().stream()
                    .mapToInt(described -> described.members().size())
                    .sum();
        } catch (GroupIdNotFoundException e) {
            return 0;
        }
    }

    private Optional<Long> committed(TopicPartition partition) {
        Map<TopicPartition, OffsetAndMetadata> offsets;
        try {
            offsets =
                    get(admin.listConsumerGroupOffsets(group, new ListConsumerGroupOffsetsOptions().requireStable(true))
                            .partitionsToOffsetAndMetadata());
        } catch (GroupIdNotFoundException e) {
            return Optional.empty();
        }
        return Optional.ofNullable(offsets.get(partition)).map(OffsetAndMetadata::offset);
    }

    private void requirePartition(TopicPartition partition) {
        boolean exists = get(admin.describeTopics(Set.of(partition.topic())).allTopicNames()).values().stream()
                .flatMap(topic -> topic.partitions().stream())
                .anyMatch(known -> known.partition() == partition.partition());
        if (!exists) {
            throw new RefusedCommandException("Kafka has no partition " + partition + ".");
        }
    }

    private long offsetOf(TopicPartition partition, OffsetSpec spec) {
        return get(admin.listOffsets(Map.of(partition, spec)).partitionResult(partition))
                .offset();
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("no answer in " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }
}
