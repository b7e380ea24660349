package commuter.standalone.conductor;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The events of passengers whom the conductor has not finished. Only offsets before the first of them are committed, so
 * that a conductor that starts again reads all of them again. Not thread-safe.
 */
final class OpenOffsets {
    private final Map<TopicPartition, TreeSet<Long>> open = new HashMap<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();

    void read(TopicPartition partition, long offset) {
        next.put(partition, offset + 1);
        open.computeIfAbsent(partition, unused -> new TreeSet<>()).add(offset);
    }

    void finished(TopicPartition partition, long offset) {
        open.computeIfAbsent(partition, unused -> new TreeSet<>()).remove(offset);
    }

    /** The offset that may be committed now. */
    Map<TopicPartition, OffsetAndMetadata> committable() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        next.forEach((partition, end) -> {
            TreeSet<Long> unfinished = open.getOrDefault(partition, new TreeSet<>());
            offsets.put(partition, new OffsetAndMetadata(unfinished.isEmpty() ? end : unfinished.first()));
        });
        return offsets;
    }
}
