package commuter.benchmarks;

import commuter.schemas.ReservoirId;
import commuter.schemas.Topic;
import java.util.Map;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to topics with Kafka's defaults, which wait for the broker's acknowledgement. Thread-safe. */
final class RecordPublisher implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private volatile boolean failed;

    RecordPublisher(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    <V> void send(Topic<ReservoirId, V> topic, ReservoirId key, V value) {
        byte[] keyBytes = topic.keySerde().serializer().serialize(topic.name(), key);
        byte[] valueBytes = topic.valueSerde().serializer().serialize(topic.name(), value);
        Callback noteFailure = (written, failure) -> {
            if (failure != null) {
                failed = true;
            }
        };
        var unused = producer.send(new ProducerRecord<>(topic.name(), keyBytes, valueBytes), noteFailure);
    }

    /** Returns when Kafka has everything. */
    void flush() {
        producer.flush();
        if (failed) {
            throw new WrongResultException("Kafka did not take all records. Its log is in the folder named above.");
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
