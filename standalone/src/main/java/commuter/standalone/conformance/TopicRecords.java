package commuter.standalone.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.CommandResult;
import commuter.schemas.DeadLetterHeaders;
import commuter.schemas.EventType;
import commuter.schemas.Json;
import commuter.schemas.PassengerEvent;
import commuter.schemas.ReservoirId;
import commuter.schemas.Topic;
import commuter.schemas.Topics;
import commuter.schemas.UnreadableRecords;
import commuter.standalone.stats.CommittedTopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What is on the topics of this run: the commands, also those behind an open transaction, and the committed results,
 * events and dead letters. Records of others are passed over. Not thread-safe.
 */
final class TopicRecords implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(30);
    private static final List<Topic<ReservoirId, ?>> ANSWERS =
            List.of(Topics.COMMAND_RESULTS, Topics.LIFECYCLE, Topics.DEAD_LETTERS);

    private final String run;
    private final KafkaConsumer<byte[], byte[]> commands;
    private final CommittedTopicReader answers;
    private final List<SentCommand> sent = new ArrayList<>();
    private final List<CommandResult> results = new ArrayList<>();
    private final List<PassengerEvent> events = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> deadLetters = new ArrayList<>();

    /** @param run a text that all records of this run contain, in their key or value */
    TopicRecords(String bootstrapServers, String run) {
        this.run = run;
        answers = CommittedTopicReader.fromEnd(bootstrapServers, ANSWERS);
        commands = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_uncommitted"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = commands.partitionsFor(Topics.COMMANDS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        commands.assign(partitions);
        commands.seekToEnd(partitions);
        partitions.forEach(commands::position);
    }

    /** Reads what has come; waits a moment for commands. */
    void poll() {
        UnreadableRecords.poll(commands, POLL).forEach(record -> {
            SentCommand command = SentCommand.of(record);
            if (command.value().contains(run)) {
                sent.add(command);
            }
        });
        answers.catchUp(this::take);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null || !(contains(record.value()) || contains(record.key()))) {
            return;
        }
        if (record.topic().equals(Topics.COMMAND_RESULTS.name())) {
            results.add(Json.read(record.value(), CommandResult.class));
        } else if (record.topic().equals(Topics.LIFECYCLE.name())) {
            events.add(Json.read(record.value(), PassengerEvent.class));
        } else {
            deadLetters.add(record);
        }
    }

    private boolean contains(byte[] bytes) {
        return bytes != null && new String(bytes, UTF_8).contains(run);
    }

    /** All commands, in the order of each partition; those in another one than Kafka's own and their copies. */
    List<SentCommand> commands() {
        return List.copyOf(sent);
    }

    boolean hasCommand(String commandId) {
        return sent.stream().anyMatch(command -> command.tells(commandId));
    }

    boolean hasResult(String commandId) {
        return results.stream().anyMatch(result -> result.commandId().equals(commandId));
    }

    /** How many passengers have appeared. */
    long spawned() {
        return events.stream()
                .filter(event -> event.type() == EventType.SPAWNED)
                .count();
    }

    /** How often a passenger has boarded. */
    long boardings(String passengerId) {
        return events.stream()
                .filter(event -> event.type() == EventType.BOARDED
                        && event.passenger().passengerId().equals(passengerId))
                .count();
    }

    /** Why a command could not be used, if it has become a dead letter. */
    Optional<String> refusal(String commandId) {
        return deadLetters.stream()
                .filter(letter -> new String(letter.value(), UTF_8).contains(commandId))
                .map(letter -> {
                    Header reason = letter.headers().lastHeader(DeadLetterHeaders.REASON);
                    return reason == null ? "a dead letter" : new String(reason.value(), UTF_8);
                })
                .findFirst();
    }

    int partitions() {
        return commands.assignment().size();
    }

    @Override
    public void close() {
        commands.close();
        answers.close();
    }
}
