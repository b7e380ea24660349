package commuter.testing;

import commuter.schemas.Topic;
import commuter.standalone.stats.CommittedTopicReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * All records that have been committed to some topics since this was opened. It continues from its last position, so
 * repeated calls are cheap. Thread-safe.
 */
public final class Journal implements AutoCloseable {
    private final CommittedTopicReader reader;
    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();

    /** Opens it. The topics must exist. */
    public Journal(String bootstrapServers, List<? extends Topic<?, ?>> topics) {
        reader = CommittedTopicReader.fromEnd(bootstrapServers, topics);
    }

    /** A topic's records until now; in order for each partition. */
    public synchronized List<ConsumerRecord<byte[], byte[]>> records(Topic<?, ?> topic) {
        reader.catchUp(record -> records.computeIfAbsent(record.topic(), unused -> new ArrayList<>())
                .add(record));
        return List.copyOf(records.getOrDefault(topic.name(), List.of()));
    }

    @Override
    public synchronized void close() {
        reader.close();
    }
}
