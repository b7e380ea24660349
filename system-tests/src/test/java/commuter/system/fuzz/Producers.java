package commuter.system.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Clients with every kind of compression, without transactions, with committed and with aborted ones. If Kafka refuses
 * a record, the client knows, and the record does not count. For one thread.
 */
public final class Producers implements AutoCloseable {
    private static final List<String> CODECS = List.of("none", "gzip", "snappy", "lz4", "zstd");
    private static final int LARGEST = 40_000_000;
    private static final int MOST_AT_ONCE = 40;

    private final List<KafkaProducer<byte[], byte[]>> plain = new ArrayList<>();
    private final List<KafkaProducer<byte[], byte[]>> transactional = new ArrayList<>();
    private final Random random;

    public Producers(String bootstrapServers, Random random) {
        this.random = random;
        for (String codec : CODECS) {
            Map<String, Object> settings = Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    bootstrapServers,
                    ProducerConfig.COMPRESSION_TYPE_CONFIG,
                    codec,
                    ProducerConfig.LINGER_MS_CONFIG,
                    20,
                    ProducerConfig.BATCH_SIZE_CONFIG,
                    random.nextBoolean() ? 0 : 500_000,
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    LARGEST,
                    ProducerConfig.BUFFER_MEMORY_CONFIG,
                    2L * LARGEST);
            plain.add(connect(settings, ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, random.nextBoolean()));
            transactional.add(connect(settings, ProducerConfig.TRANSACTIONAL_ID_CONFIG, "fuzz-" + UUID.randomUUID()));
        }
        transactional.forEach(KafkaProducer::initTransactions);
    }

    private static KafkaProducer<byte[], byte[]> connect(Map<String, Object> settings, String name, Object value) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(name, value);
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Publishes this number of records; returns when the broker has them, or has refused them. */
    public void publish(int count, OddRecords records) {
        for (int sent = 0; sent < count; ) {
            int portion = Math.min(count - sent, 1 + random.nextInt(MOST_AT_ONCE));
            if (random.nextBoolean()) {
                publishInTransaction(portion, records);
            } else {
                KafkaProducer<byte[], byte[]> producer = any(plain);
                for (int i = 0; i < portion; i++) {
                    producer.send(records.next());
                }
            }
            sent += portion;
        }
        plain.forEach(KafkaProducer::flush);
    }

    public void publishCompressed(ProducerRecord<byte[], byte[]> record) {
        KafkaProducer<byte[], byte[]> producer = plain.get(CODECS.indexOf("gzip"));
        producer.send(record);
        producer.flush();
    }

    private void publishInTransaction(int portion, OddRecords records) {
        KafkaProducer<byte[], byte[]> producer = any(transactional);
        producer.beginTransaction();
        try {
            for (int i = 0; i < portion; i++) {
                producer.send(records.next());
            }
            producer.flush();
            if (random.nextInt(4) > 0) {
                producer.commitTransaction();
                return;
            }
        } catch (KafkaException e) {
            // One of the records was refused, so the transaction is aborted with all of them.
        }
        producer.abortTransaction();
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    @Override
    public void close() {
        plain.forEach(KafkaProducer::close);
        transactional.forEach(KafkaProducer::close);
    }
}
