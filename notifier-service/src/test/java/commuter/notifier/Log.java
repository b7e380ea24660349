package commuter.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.EventType;
import commuter.schemas.Json;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerEvent;
import commuter.schemas.ReservoirId;
import commuter.schemas.ReservoirStats;
import commuter.schemas.Topics;
import commuter.testing.RunningKafka;
import commuter.testing.SomePassenger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/** Writes to the topics like the reservoir: in transactions, keyed by reservoir. */
final class Log implements AutoCloseable {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final Producer<byte[], byte[]> producer;

    Log() throws Exception {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, RunningKafka.sharedServers(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                UUID.randomUUID().toString(),
                        ProducerConfig.LINGER_MS_CONFIG, "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    static ReservoirId newRoute() {
        return ReservoirId.route("R" + UUID.randomUUID().toString().substring(0, 8));
    }

    /** Spawned events with the sequences first to last, in one transaction. */
    Log spawned(ReservoirId reservoir, long first, long last) {
        producer.beginTransaction();
        for (long sequence = first; sequence <= last; sequence++) {
            put(Topics.LIFECYCLE.name(), reservoir, Json.write(event(EventType.SPAWNED, reservoir, sequence)));
        }
        producer.commitTransaction();
        return this;
    }

    Log aborted(ReservoirId reservoir, long sequence) {
        producer.beginTransaction();
        put(Topics.LIFECYCLE.name(), reservoir, Json.write(event(EventType.SPAWNED, reservoir, sequence)));
        producer.flush();
        producer.abortTransaction();
        return this;
    }

    /**
     * A batch that Kafka takes and that its client cannot read: half of a surrogate pair in a header's name makes it
     * state a wrong length. Kafka checks only the first record of a compressed batch.
     */
    Log unreadable(String topic, ReservoirId reservoir) {
        try (Producer<byte[], byte[]> hostile = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        RunningKafka.sharedServers(),
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "gzip"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            List<Header> headers = List.of(new RecordHeader("\uD83D", new byte[1]));
            hostile.send(new ProducerRecord<>(topic, null, reservoir.toString().getBytes(UTF_8), new byte[1], headers));
        }
        return this;
    }

    Log event(EventType type, ReservoirId reservoir, long sequence, byte[]... before) {
        producer.beginTransaction();
        for (byte[] raw : before) {
            put(Topics.LIFECYCLE.name(), reservoir, raw);
        }
        put(Topics.LIFECYCLE.name(), reservoir, Json.write(event(type, reservoir, sequence)));
        producer.commitTransaction();
        return this;
    }

    /** Spawned events with a field of the given size, which is unknown and is passed on to everybody. */
    Log padded(ReservoirId reservoir, long first, long last, int bytes) {
        String padding = ",\"padding\":\"" + "x".repeat(bytes) + "\"}";
        producer.beginTransaction();
        for (long sequence = first; sequence <= last; sequence++) {
            String json = new String(Json.write(event(EventType.SPAWNED, reservoir, sequence)), UTF_8);
            put(Topics.LIFECYCLE.name(), reservoir, (json.substring(0, json.length() - 1) + padding).getBytes(UTF_8));
        }
        producer.commitTransaction();
        return this;
    }

    /** Events unchanged, in one transaction. */
    Log raw(ReservoirId reservoir, String... events) {
        producer.beginTransaction();
        for (String event : events) {
            put(Topics.LIFECYCLE.name(), reservoir, event.getBytes(UTF_8));
        }
        producer.commitTransaction();
        return this;
    }

    /** Events of any reservoirs, in one transaction. */
    Log send(List<PassengerEvent> events) {
        producer.beginTransaction();
        events.forEach(event -> put(Topics.LIFECYCLE.name(), event.reservoir(), Json.write(event)));
        producer.commitTransaction();
        return this;
    }

    Log stats(ReservoirId reservoir, long sequence, long waiting) {
        ReservoirStats.Totals totals = new ReservoirStats.Totals(waiting, 0, 0, 0, 0);
        ReservoirStats stats = new ReservoirStats(reservoir, sequence, waiting, 0, null, totals, NOON);
        producer.beginTransaction();
        put(Topics.RESERVOIR_STATS.name(), reservoir, Json.write(stats));
        producer.commitTransaction();
        return this;
    }

    /** Deletes the present content of a reservoir's partition, as retention does. */
    void forget(ReservoirId reservoir) throws Exception {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, RunningKafka.sharedServers()))) {
            int partition = Utils.toPositive(Utils.murmur2(reservoir.toString().getBytes(UTF_8))) % 12;
            TopicPartition place = new TopicPartition(Topics.LIFECYCLE.name(), partition);
            admin.deleteRecords(Map.of(place, RecordsToDelete.beforeOffset(-1)))
                    .all()
                    .get();
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    static PassengerEvent event(EventType type, ReservoirId reservoir, long sequence) {
        Passenger passenger =
                SomePassenger.of(reservoir).to("Déstination \"Ω\"").since(NOON).waiting();
        return new PassengerEvent(UUID.randomUUID().toString(), type, reservoir, sequence, passenger, NOON, null);
    }

    private void put(String topic, ReservoirId reservoir, byte[] value) {
        producer.send(new ProducerRecord<>(topic, reservoir.toString().getBytes(UTF_8), value));
    }
}
