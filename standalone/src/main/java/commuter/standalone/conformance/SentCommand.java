package commuter.standalone.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A command as it is on its topic.
 *
 * @param key its key as text, or {@code no key}
 */
record SentCommand(String key, int partition, String value) {

    static SentCommand of(ConsumerRecord<byte[], byte[]> record) {
        return new SentCommand(text(record.key(), "no key"), record.partition(), text(record.value(), ""));
    }

    /**
     * The partitions to which the client sent. The reservoir copies a command from another partition than Kafka's own
     * to that one, so a record there may be a copy.
     */
    static Set<Integer> originalPartitions(List<SentCommand> commands, int kafkasChoice) {
        Set<Integer> partitions = new TreeSet<>();
        Map<String, Integer> noCopies = new HashMap<>();
        for (SentCommand command : commands) {
            if (command.partition != kafkasChoice) {
                partitions.add(command.partition);
            }
            noCopies.merge(command.value, command.partition == kafkasChoice ? 1 : -1, Integer::sum);
        }
        if (noCopies.values().stream().anyMatch(count -> count > 0)) {
            partitions.add(kafkasChoice);
        }
        return partitions;
    }

    boolean tells(String commandId) {
        return value.contains('"' + commandId + '"');
    }

    private static String text(byte @Nullable [] bytes, String otherwise) {
        return bytes == null ? otherwise : new String(bytes, UTF_8);
    }
}
