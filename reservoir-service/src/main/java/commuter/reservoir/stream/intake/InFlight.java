package commuter.reservoir.stream.intake;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The approximate size in bytes of the records that a consumer has returned and whose processing has not begun. Belongs
 * to the thread of the consumer; {@link #begun} uses the object of the calling thread.
 */
final class InFlight {
    private static final ThreadLocal<InFlight> CURRENT = ThreadLocal.withInitial(InFlight::new);

    /** The approximate size of a record besides its key, value and headers. */
    private static final int OVERHEAD = 200;

    private final Map<TopicPartition, Long> bytes = new HashMap<>();

    static InFlight ofThisThread() {
        return CURRENT.get();
    }

    /** A record leaves the queue in which it waited. */
    static void begun(ConsumerRecord<?, ?> record) {
        InFlight inFlight = CURRENT.get();
        if (!inFlight.bytes.isEmpty()) {
            inFlight.bytes.computeIfPresent(
                    new TopicPartition(record.topic(), record.partition()),
                    (partition, size) -> size > weight(record) ? size - weight(record) : null);
        }
    }

    void add(ConsumerRecord<?, ?> record) {
        bytes.merge(new TopicPartition(record.topic(), record.partition()), weight(record), Long::sum);
    }

    /**
     * These partitions are no longer read, or are read again from another position: Kafka Streams has dropped their
     * waiting records.
     */
    void forget(Collection<TopicPartition> partitions) {
        bytes.keySet().removeAll(partitions);
    }

    /** The partitions of which records wait. */
    Set<TopicPartition> partitions() {
        return new HashSet<>(bytes.keySet());
    }

    long total() {
        long total = 0;
        for (long size : bytes.values()) {
            total += size;
        }
        return total;
    }

    private static long weight(ConsumerRecord<?, ?> record) {
        return OVERHEAD
                + length(record.key())
                + length(record.value())
                + RecordLimits.sizeOf(record.headers().toArray());
    }

    private static int length(Object bytes) {
        return bytes instanceof byte[] array ? array.length : 0;
    }
}
