package commuter.system.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.CommandResult;
import commuter.schemas.PassengerCommand;
import commuter.schemas.PassengerEvent;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topic;
import commuter.schemas.Topics;
import commuter.testing.Journal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A Kafka client outside of the services: publishes requests and commands, and reads what has been committed since it
 * was created. It marks its records with a header, so that they can be distinguished from others', and from copies of
 * themselves. Thread-safe; order is kept only for the records of one thread.
 */
public final class KafkaClient implements AutoCloseable {
    private static final String CLIENT = "test_client";
    private static final String NUMBER = "test_number";
    private static final String UNUSABLE = "test_unusable";

    private final String id = UUID.randomUUID().toString();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final KafkaProducer<byte[], byte[]> producer;
    private final Journal journal;

    public KafkaClient(String bootstrapServers) {
        this(bootstrapServers, Map.of());
    }

    /** @param settings of the producer, besides the address of Kafka */
    public KafkaClient(String bootstrapServers, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        this.producer = new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
        this.journal = new Journal(bootstrapServers, Topics.ALL);
    }

    public void send(SpawnRequest request) {
        send(Topics.SPAWN_REQUESTS, null, request.reservoir(), request);
    }

    public void send(PassengerCommand command) {
        send(Topics.COMMANDS, null, command.reservoir(), command);
    }

    /** Sends to a partition that the sender chooses, like a client with another hash. */
    public <V> void sendTo(int partition, Topic<ReservoirId, V> topic, ReservoirId key, V value) {
        send(topic, partition, key, value);
    }

    /** Sends a record that can only become a dead letter. */
    public void sendUnusable(Topic<?, ?> topic, byte[] key, byte[] value) {
        sendUnusable(topic, null, key, value);
    }

    /** Sends a record that can only become a dead letter; with null as the partition, the client's hash chooses. */
    public void sendUnusable(Topic<?, ?> topic, Integer partition, byte[] key, byte[] value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic.name(), partition, key, value);
        record.headers().add(UNUSABLE, new byte[0]);
        send(record);
    }

    private <V> void send(Topic<ReservoirId, V> topic, Integer partition, ReservoirId key, V value) {
        byte[] keyBytes = topic.keySerde().serializer().serialize(topic.name(), key);
        byte[] valueBytes = topic.valueSerde().serializer().serialize(topic.name(), value);
        send(new ProducerRecord<>(topic.name(), partition, keyBytes, valueBytes));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        record.headers()
                .add(CLIENT, id.getBytes(UTF_8))
                .add(NUMBER, Long.toString(sent.incrementAndGet()).getBytes(UTF_8));
        producer.send(record, (metadata, problem) -> failure.compareAndSet(null, problem));
    }

    /** Returns when the broker has everything that was sent. */
    public void flush() {
        producer.flush();
        if (failure.get() != null) {
            throw new AssertionError("Kafka does not acknowledge", failure.get());
        }
    }

    /** The number of records sent. */
    public long sent() {
        return sent.get();
    }

    /** Whether this client sent the record, or its original if it is a copy. */
    public boolean sent(ConsumerRecord<byte[], byte[]> record) {
        return id.equals(header(record, CLIENT));
    }

    /** The number of a client's record; a copy has the number of its original. */
    public static long number(ConsumerRecord<byte[], byte[]> record) {
        return Long.parseLong(header(record, NUMBER));
    }

    public static boolean isUnusable(ConsumerRecord<byte[], byte[]> record) {
        return header(record, UNUSABLE) != null;
    }

    /** A header as text, or null. */
    public static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    public List<PassengerEvent> events(ReservoirId reservoir) {
        return values(Topics.LIFECYCLE, reservoir);
    }

    public List<CommandResult> results(ReservoirId reservoir) {
        return values(Topics.COMMAND_RESULTS, reservoir);
    }

    /** All values of one reservoir on a topic, in order. */
    public <V> List<V> values(Topic<ReservoirId, V> topic, ReservoirId reservoir) {
        byte[] key = topic.keySerde().serializer().serialize(topic.name(), reservoir);
        return records(topic).stream()
                .filter(record -> Arrays.equals(record.key(), key))
                .map(record -> topic.valueSerde().deserializer().deserialize(topic.name(), record.value()))
                .toList();
    }

    /** Everything that was committed to a topic since this client was created. */
    public List<ConsumerRecord<byte[], byte[]>> records(Topic<?, ?> topic) {
        return journal.records(topic);
    }

    @Override
    public void close() {
        producer.close();
        journal.close();
    }
}
