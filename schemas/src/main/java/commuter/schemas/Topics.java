package commuter.schemas;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;

/** All topics of the pipeline. All are keyed by {@link ReservoirId} and have the same number of partitions. */
public final class Topics {
    /** Number of partitions of every topic, unless the setting {@code commuter.partitions} says otherwise. */
    public static final int DEFAULT_PARTITIONS = 12;

    /**
     * Maximum size in bytes of a record that contains another one completely, such as a dead letter: four times Kafka's
     * default limit.
     */
    public static final int MAX_ENLARGED_RECORD = 4 * 1024 * 1024;

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    public static final Topic<ReservoirId, SpawnRequest> SPAWN_REQUESTS = Topic.keptFor(
                    DAY, "passenger.spawn-requests", new JsonSerde<>(SpawnRequest.class, SpawnRequest::write))
            .stampedByTheBroker();
    public static final Topic<ReservoirId, PassengerCommand> COMMANDS = Topic.keptFor(
                    DAY, "passenger.commands", new JsonSerde<>(PassengerCommand.class))
            .stampedByTheBroker();

    /** The ordered log: all events of all types. */
    public static final Topic<ReservoirId, PassengerEvent> LIFECYCLE = events("passenger.lifecycle");

    public static final Topic<ReservoirId, PassengerEvent> SPAWNED = events("passenger.spawned");
    public static final Topic<ReservoirId, PassengerEvent> BOARDED = events("passenger.boarded");
    public static final Topic<ReservoirId, PassengerEvent> ALIGHTED = events("passenger.alighted");
    public static final Topic<ReservoirId, PassengerEvent> CANCELLED = events("passenger.cancelled");
    public static final Topic<ReservoirId, PassengerEvent> EXPIRED = events("passenger.expired");

    /** The only topic that every conductor must read, in any programming language. */
    public static final Topic<ReservoirId, CommandResult> COMMAND_RESULTS = Topic.keptFor(
                    DAY, "passenger.command-results", new JsonSerde<>(CommandResult.class))
            .uncompressed();

    /** The original bytes of records that could not be used. Their headers give source and reason. */
    public static final Topic<ReservoirId, byte[]> DEAD_LETTERS = Topic.keptFor(
                    Duration.ofDays(14), "passenger.dead-letters", Serdes.ByteArray())
            .takingRecordsOf(MAX_ENLARGED_RECORD);

    public static final Topic<ReservoirId, ReservoirStats> RESERVOIR_STATS =
            Topic.compacted("passenger.reservoir-stats", new JsonSerde<>(ReservoirStats.class));

    public static final List<Topic<ReservoirId, ?>> ALL = List.of(
            SPAWN_REQUESTS,
            COMMANDS,
            LIFECYCLE,
            SPAWNED,
            BOARDED,
            ALIGHTED,
            CANCELLED,
            EXPIRED,
            COMMAND_RESULTS,
            DEAD_LETTERS,
            RESERVOIR_STATS);

    private Topics() {}

    /** The topic of one event type for analytics; empty for types that only the ordered log has. */
    public static Optional<Topic<ReservoirId, PassengerEvent>> ofType(EventType type) {
        return switch (type) {
            case SPAWNED -> Optional.of(SPAWNED);
            case BOARDED -> Optional.of(BOARDED);
            case ALIGHTED -> Optional.of(ALIGHTED);
            case CANCELLED -> Optional.of(CANCELLED);
            case EXPIRED -> Optional.of(EXPIRED);
            case STATE_CHANGED -> Optional.empty();
        };
    }

    /**
     * The partition that Kafka's own clients choose for a key.
     *
     * @param partitions number of partitions of the topic
     */
    public static int partitionOf(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    private static Topic<ReservoirId, PassengerEvent> events(String name) {
        return Topic.keptFor(WEEK, name, new JsonSerde<>(PassengerEvent.class));
    }
}
