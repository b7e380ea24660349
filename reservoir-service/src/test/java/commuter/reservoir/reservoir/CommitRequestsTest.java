package commuter.reservoir.reservoir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import commuter.schemas.CommandResult;
import commuter.schemas.Json;
import commuter.schemas.ReservoirId;
import commuter.schemas.ReservoirStats;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topic;
import commuter.schemas.Topics;
import commuter.testing.SomePassenger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stream's output is committed at once. It does not wait for the commit interval, which is longer than any test
 * here.
 */
class CommitRequestsTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static RunningStream stream;

    private final ReservoirId reservoir = ReservoirId.route("commits-" + UUID.randomUUID());
    private final KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(stream.clients(), new ByteArraySerializer(), new ByteArraySerializer());

    @BeforeAll
    static void start(@TempDir Path state) throws Exception {
        stream = new RunningStream(state);
    }

    @AfterAll
    static void stop() {
        stream.close();
    }

    @AfterEach
    void disconnect() {
        producer.close();
    }

    @Test
    void aDeadLetterIsCommittedAtOnce() {
        send(Topics.SPAWN_REQUESTS, home(), "{}");

        awaitCommitted(Topics.DEAD_LETTERS, record -> isOurs(record.key()));
    }

    @Test
    void soIsTheResultOfACommandThatCannotBeRead() {
        String command = String.format(
                "{\"command_id\":\"%s\",\"type\":\"BOARD\",\"reservoir\":\"%s\",\"passenger_id\":\"%s\"}",
                commandId(), reservoir, SomePassenger.newId());
        send(Topics.COMMANDS, home(), command);

        awaitCommitted(
                Topics.COMMAND_RESULTS,
                record -> Json.read(record.value(), CommandResult.class)
                        .commandId()
                        .equals(commandId()));
    }

    @Test
    void soIsARecordOnItsWayToTheRightPartition() {
        SpawnRequest request = SomePassenger.of(reservoir).request();
        send(Topics.SPAWN_REQUESTS, (home() + 1) % RunningStream.PARTITIONS, new String(Json.write(request), UTF_8));

        awaitCommitted(Topics.LIFECYCLE, record -> isOurs(record.key()));
    }

    @Test
    void soAreTheStatsOfAReservoir() {
        SpawnRequest request = SomePassenger.of(reservoir).request();
        send(Topics.SPAWN_REQUESTS, home(), new String(Json.write(request), UTF_8));

        awaitCommitted(
                Topics.RESERVOIR_STATS,
                record -> isOurs(record.key())
                        && Json.read(record.value(), ReservoirStats.class).waiting() == 1);
    }

    private void awaitCommitted(Topic<?, ?> topic, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        try (Consumer<byte[], byte[]> consumer = ReservoirsConfiguration.consumer(stream.clients())) {
            List<TopicPartition> partitions = IntStream.range(0, RunningStream.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(SOON).until(() -> {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (wanted.test(record)) {
                        return true;
                    }
                }
                return false;
            });
        }
    }

    private void send(Topic<?, ?> topic, int partition, String value) {
        producer.send(new ProducerRecord<>(
                topic.name(), partition, reservoir.toString().getBytes(UTF_8), value.getBytes(UTF_8)));
        producer.flush();
    }

    private String commandId() {
        return "of-" + reservoir.id();
    }

    private int home() {
        return Utils.toPositive(Utils.murmur2(reservoir.toString().getBytes(UTF_8))) % RunningStream.PARTITIONS;
    }

    private boolean isOurs(byte @Nullable [] key) {
        return key != null && new String(key, UTF_8).equals(reservoir.toString());
    }
}
