package commuter.system.support;

import commuter.schemas.CommandResult;
import commuter.schemas.PassengerCommand;
import commuter.schemas.PassengerEvent;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topic;
import commuter.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** An outside Kafka client: publishes requests and commands, and reads topics from their beginning, committed only. */
public final class KafkaClient implements AutoCloseable {
    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;

    public KafkaClient(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public void send(SpawnRequest request) {
        send(Topics.SPAWN_REQUESTS, null, request.reservoir(), request);
    }

    public void send(PassengerCommand command) {
        send(Topics.COMMANDS, null, command.reservoir(), command);
    }

    /** Sends to a partition of the sender's own choice, as a client with another hash does. */
    public <V> void sendTo(int partition, Topic<ReservoirId, V> topic, ReservoirId key, V value) {
        send(topic, partition, key, value);
    }

    public void sendRaw(Topic<?, ?> topic, byte[] key, byte[] value) {
        acknowledged(new ProducerRecord<>(topic.name(), key, value));
    }

    private <V> void send(Topic<ReservoirId, V> topic, Integer partition, ReservoirId key, V value) {
        byte[] keyBytes = topic.keySerde().serializer().serialize(topic.name(), key);
        byte[] valueBytes = topic.valueSerde().serializer().serialize(topic.name(), value);
        producer.send(new ProducerRecord<>(topic.name(), partition, keyBytes, valueBytes));
    }

    /** Returns when the broker has everything that was sent. */
    public void flush() {
        producer.flush();
    }

    private RecordMetadata acknowledged(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("Kafka does not acknowledge", e);
        }
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
                .filter(record -> java.util.Arrays.equals(record.key(), key))
                .map(record -> topic.valueSerde().deserializer().deserialize(topic.name(), record.value()))
                .toList();
    }

    /** Everything on a topic that is committed now. */
    public List<ConsumerRecord<byte[], byte[]>> records(Topic<?, ?> topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    public void close() {
        producer.close();
    }
}
