package commuter.standalone.conductor;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Which events the conductor has not finished with. Only what lies before the first of them is committed, so that a
 * conductor that starts again meets every passenger it had not finished with. Not thread-safe.
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

    /** What may be committed now. */
    Map<TopicPartition, OffsetAndMetadata> committable() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        next.forEach((partition, end) -> {
            TreeSet<Long> unfinished = open.getOrDefault(partition, new TreeSet<>());
            offsets.put(partition, new OffsetAndMetadata(unfinished.isEmpty() ? end : unfinished.first()));
        });
        return offsets;
    }
}
