package commuter.standalone.stats;

import commuter.schemas.CommandResult;
import commuter.schemas.DeadLetterHeaders;
import commuter.schemas.EventType;
import commuter.schemas.InvalidRecordException;
import commuter.schemas.Json;
import commuter.schemas.Outcome;
import commuter.schemas.PassengerCommand;
import commuter.schemas.PassengerEvent;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topics;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Compares all inputs of the pipeline with all outputs, record by record, from the topics' beginning. Not thread-safe.
 */
public final class PipelineAudit implements AutoCloseable {
    private final CommittedTopicReader reader;
    private final Set<String> requested = new HashSet<>();
    private final Set<String> spawned = new HashSet<>();
    private final Set<String> commands = new HashSet<>();
    private final Set<String> answered = new HashSet<>();
    private final Set<String> rejected = new HashSet<>();
    private final Map<EventType, Long> events = new EnumMap<>(EventType.class);
    private long deadLetters;

    public PipelineAudit(String bootstrapServers) {
        reader = CommittedTopicReader.fromBeginning(
                bootstrapServers,
                List.of(
                        Topics.SPAWN_REQUESTS,
                        Topics.COMMANDS,
                        Topics.LIFECYCLE,
                        Topics.COMMAND_RESULTS,
                        Topics.DEAD_LETTERS));
    }

    /** Reads what has been written since the last call. */
    public void catchUp() {
        reader.catchUp(this::enter);
    }

    /** Whether every request has become a passenger and every command has its result, or they are dead letters. */
    public boolean isSettled() {
        return spawned.containsAll(requested) && answered.containsAll(commands);
    }

    /** Whether the topics' retention has deleted nothing yet, so that the totals can be compared with Strapi's. */
    public boolean isComplete() {
        return reader.isComplete();
    }

    /** Number of distinct passengers in the requests. */
    public long requested() {
        return requested.size();
    }

    public long unansweredRequests() {
        return requested.stream().filter(id -> !spawned.contains(id)).count();
    }

    public long unansweredCommands() {
        return commands.stream().filter(id -> !answered.contains(id)).count();
    }

    public long events(EventType type) {
        return events.getOrDefault(type, 0L);
    }

    public long allEvents() {
        return events.values().stream().mapToLong(Long::longValue).sum();
    }

    public long rejected() {
        return rejected.size();
    }

    public long deadLetters() {
        return deadLetters;
    }

    @Override
    public void close() {
        reader.close();
    }

    private void enter(ConsumerRecord<byte[], byte[]> message) {
        String topic = message.topic();
        if (topic.equals(Topics.DEAD_LETTERS.name())) {
            // A dead letter that was sent again has a marker, which is not a dead letter itself.
            if (!DeadLetterHeaders.isReplayMarker(message.headers(), message.value())) {
                enterDeadLetter(message.value());
            }
            return;
        }
        try {
            if (topic.equals(Topics.SPAWN_REQUESTS.name())) {
                requested.add(Json.read(message.value(), SpawnRequest.class).passengerId());
            } else if (topic.equals(Topics.COMMANDS.name())) {
                commands.add(Json.read(message.value(), PassengerCommand.class).commandId());
            } else if (topic.equals(Topics.COMMAND_RESULTS.name())) {
                enter(Json.read(message.value(), CommandResult.class));
            } else {
                enter(Json.read(message.value(), PassengerEvent.class));
            }
        } catch (InvalidRecordException e) {
            // Any client may write invalid records to the input topics. They end as dead letters, and are counted
            // there.
        }
    }

    private void enter(CommandResult result) {
        answered.add(result.commandId());
        if (result.outcome() == Outcome.REJECTED) {
            rejected.add(result.commandId());
        }
    }

    private void enter(PassengerEvent event) {
        events.merge(event.type(), 1L, Long::sum);
        if (event.type() == EventType.SPAWNED) {
            spawned.add(event.passenger().passengerId());
        }
    }

    private void enterDeadLetter(byte @Nullable [] original) {
        deadLetters++;
        if (original == null) {
            return;
        }
        try {
            JsonNode input = Json.MAPPER.readTree(original);
            if (input.has("command_id")) {
                answered.add(input.path("command_id").asString(""));
            } else {
                spawned.add(input.path("passenger_id").asString(""));
            }
        } catch (JacksonException e) {
            // It is not JSON, so nobody waits for its result.
        }
    }
}
