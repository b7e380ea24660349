package commuter.schemas;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Serde;

/**
 * A topic with its types. Code that uses it can neither misspell the topic's name nor write a wrong value.
 *
 * @param <K> the key
 * @param <V> the value
 */
public record Topic<K, V>(String name, Serde<K> keySerde, Serde<V> valueSerde, Map<String, String> configs) {

    static <V> Topic<ReservoirId, V> keptFor(Duration retention, String name, Serde<V> valueSerde) {
        return keyedByReservoir(
                name,
                valueSerde,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(retention.toMillis())));
    }

    static <V> Topic<ReservoirId, V> compacted(String name, Serde<V> valueSerde) {
        return keyedByReservoir(
                name, valueSerde, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    /** The same, for records larger than Kafka's default limit. */
    Topic<K, V> takingRecordsOf(int bytes) {
        return with(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
    }

    /**
     * The same, for readers whose only codec may be gzip, such as kafkajs. The broker stores all records uncompressed,
     * even if producers compressed them.
     */
    Topic<K, V> uncompressed() {
        return with(TopicConfig.COMPRESSION_TYPE_CONFIG, "uncompressed");
    }

    /**
     * The same, with the broker's clock in every record. Clients may send any timestamp. If it is in seconds, a broker
     * would delete the record at once; without one, Kafka Streams would stop.
     */
    Topic<K, V> stampedByTheBroker() {
        return with(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.LOG_APPEND_TIME.name);
    }

    /** The same, with records that are kept for another time. */
    Topic<K, V> withRetention(Duration retention) {
        return with(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
    }

    /** The same, with a setting by Kafka's name. */
    Topic<K, V> with(String config, String value) {
        Map<String, String> more = new HashMap<>(configs);
        more.put(config, value);
        return new Topic<>(name, keySerde, valueSerde, Map.copyOf(more));
    }

    private static <V> Topic<ReservoirId, V> keyedByReservoir(
            String name, Serde<V> valueSerde, Map<String, String> configs) {
        return new Topic<>(TopicPrefix.name(name), new ReservoirIdSerde(), valueSerde, configs);
    }
}
