package commuter.standalone.conductor;

import commuter.schemas.CommandResult;
import commuter.schemas.InvalidRecordException;
import commuter.schemas.Json;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerEvent;
import commuter.schemas.Topic;
import commuter.schemas.Topics;
import commuter.schemas.UnreadableRecords;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Boards most of the passengers who appear, lets them alight, and cancels a few. It reads {@code passenger.spawned} and
 * the results of its commands. A rejected command is not repeated.
 */
public final class Conductor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);
    private static final String GROUP = "standalone-conductor";
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration BETWEEN_COMMITS = Duration.ofSeconds(1);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final CommandSender commands;
    private final OpenOffsets offsets = new OpenOffsets();
    private final Journeys journeys;
    private final Thread thread = new Thread(this::work, "conductor");
    private volatile boolean commanding = true;
    private long lastCommit = System.nanoTime();

    private Conductor(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        GROUP,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        commands = new CommandSender(bootstrapServers);
        journeys = new Journeys(commands, offsets);
        thread.setDaemon(true);
    }

    /** Starts to work, where the last conductor on the same Kafka stopped. */
    public static Conductor start(String bootstrapServers) {
        Conductor conductor = new Conductor(bootstrapServers);
        conductor.assign();
        conductor.thread.start();
        return conductor;
    }

    /** Sends no more commands; returns when the sent ones are acknowledged. */
    @Override
    public void close() {
        commanding = false;
        try {
            thread.join(Duration.ofSeconds(30).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void assign() {
        List<TopicPartition> spawned = partitions(Topics.SPAWNED);
        List<TopicPartition> results = partitions(Topics.COMMAND_RESULTS);
        consumer.assign(Stream.concat(spawned.stream(), results.stream()).toList());
        consumer.seekToEnd(results);
        // Determines the end offsets now, before the first command is sent: no result may be missed.
        results.forEach(consumer::position);
    }

    private List<TopicPartition> partitions(Topic<?, ?> topic) {
        return consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private void work() {
        try (consumer;
                commands) {
            while (commanding) {
                turn();
            }
            commands.flush();
            consumer.commitSync(offsets.committable());
        } catch (KafkaException e) {
            LOG.warn("The conductor ends here: passengers that appear now will not be boarded", e);
        }
    }

    private void turn() {
        try {
            UnreadableRecords.poll(consumer, POLL).forEach(this::handle);
            journeys.sendDue(System.nanoTime());
            if (System.nanoTime() - lastCommit > BETWEEN_COMMITS.toNanos()) {
                consumer.commitSync(offsets.committable());
                lastCommit = System.nanoTime();
            }
        } catch (RetriableException e) {
            LOG.warn("The conductor tries again: {}", e.toString());
        }
    }

    /** What nobody can read has no passenger to board, and no answer: it keeps nobody else waiting. */
    private void handle(ConsumerRecord<byte[], byte[]> message) {
        try {
            if (message.topic().equals(Topics.COMMAND_RESULTS.name())) {
                journeys.answered(Json.read(message.value(), CommandResult.class));
            } else {
                appeared(Json.read(message.value(), PassengerEvent.class).passenger(), message);
            }
        } catch (InvalidRecordException e) {
            LOG.warn(
                    "The conductor skips a malformed record, {}-{}@{}: {}",
                    message.topic(),
                    message.partition(),
                    message.offset(),
                    e.getMessage());
        }
    }

    private void appeared(Passenger passenger, ConsumerRecord<byte[], byte[]> message) {
        TopicPartition partition = new TopicPartition(message.topic(), message.partition());
        offsets.read(partition, message.offset());
        journeys.appeared(passenger, partition, message.offset());
    }
}
