package commuter.standalone.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that is aborted when it is closed, or by Kafka if this process dies before. Until then readers with
 * read_committed wait in front of its records. Not thread-safe.
 */
final class AbortedTransaction implements AutoCloseable {
    private static final int LONGEST_MILLIS = 30_000;

    private final KafkaProducer<byte[], byte[]> producer;

    AbortedTransaction(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "conformance-" + UUID.randomUUID(),
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        LONGEST_MILLIS),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
    }

    /**
     * Returns when the record is on the topic.
     *
     * @param partition null for the one of the key
     */
    void write(String topic, @Nullable Integer partition, String key, byte[] value) {
        var unused = producer.send(new ProducerRecord<>(topic, partition, key.getBytes(UTF_8), value));
        producer.flush();
    }

    @Override
    public void close() {
        producer.abortTransaction();
        producer.close();
    }
}
