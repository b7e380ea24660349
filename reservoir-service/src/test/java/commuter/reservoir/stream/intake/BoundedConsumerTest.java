package commuter.reservoir.stream.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import commuter.schemas.UnreadableRecords;
import commuter.testing.RunningKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The limit of waiting bytes pauses the partitions of which records wait, and no others. */
class BoundedConsumerTest {
    private static final int MOST_IN_FLIGHT = 10_000;

    private final String topic = "bounded-" + UUID.randomUUID();
    private final TopicPartition first = new TopicPartition(topic, 0);
    private final TopicPartition second = new TopicPartition(topic, 1);
    private final Map<String, Object> config = Map.of("bootstrap.servers", RunningKafka.sharedServers());
    private final List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();

    private Consumer<byte[], byte[]> consumer;
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void connect() throws Exception {
        try (Admin admin = Admin.create(config)) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
        }
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        consumer = BoundedConsumer.connect(config, MOST_IN_FLIGHT);
        consumer.assign(List.of(first, second));
        consumer.seekToBeginning(List.of(first, second));
    }

    @AfterEach
    void disconnect() {
        InFlight.ofThisThread().forget(List.of(first, second));
        consumer.close();
        producer.close();
    }

    @Test
    void aPartitionOfWhichNothingWaitsIsReadWhateverWaitsOfOthers() throws Exception {
        send(first, 20_000);
        awaitRead(first, 1);

        send(second, 100);

        awaitRead(second, 1);
    }

    @Test
    void aPartitionOfWhichTooMuchWaitsIsReadOnWhenThatHasBeenTaken() throws Exception {
        send(first, 20_000);
        awaitRead(first, 1);
        send(first, 100);
        send(second, 100);
        awaitRead(second, 1);

        assertThat(poll(first)).isEqualTo(1);
        read.forEach(InFlight::begun);

        awaitRead(first, 2);
    }

    @Test
    void recordsThatNoClientCanReadAreHandedOutWithTheirReasonAndTheNextIsRead() throws Exception {
        Map<String, Object> compressing = new HashMap<>(config);
        compressing.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        compressing.put(ProducerConfig.LINGER_MS_CONFIG, 500);
        send(first, 1);
        try (Producer<byte[], byte[]> other =
                new KafkaProducer<>(compressing, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 3; i++) {
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, 0, null, new byte[10]);
                // Kafka's client writes one byte of it, and says that there are more.
                record.headers().add("\ud83d", new byte[0]);
                other.send(record);
            }
        }
        send(first, 2);

        awaitRead(first, 5);

        assertThat(read).extracting(ConsumerRecord::offset).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(read.subList(1, 4)).allSatisfy(record -> {
            assertThat(record.value()).isNull();
            assertThat(UnreadableRecords.takeReason(record.headers()))
                    .hasValueSatisfying(reason -> assertThat(reason).contains("Invalid record size"));
            assertThat(record.headers()).isEmpty();
        });
        assertThat(read.get(4).value()).hasSize(2);
    }

    private void send(TopicPartition partition, int bytes) throws Exception {
        producer.send(new ProducerRecord<>(topic, partition.partition(), null, new byte[bytes]))
                .get();
    }

    /** Runs on this thread, to which the waiting bytes belong. */
    private void awaitRead(TopicPartition partition, int count) {
        await().atMost(Duration.ofMinutes(1)).pollInSameThread().until(() -> poll(partition) == count);
    }

    /** Returns the number of records of the partition received until now. */
    private long poll(TopicPartition partition) {
        consumer.poll(Duration.ofMillis(100)).forEach(read::add);
        return read.stream()
                .filter(record -> record.partition() == partition.partition())
                .count();
    }
}
