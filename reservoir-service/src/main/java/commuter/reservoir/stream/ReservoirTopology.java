package commuter.reservoir.stream;

import static commuter.schemas.Topics.COMMANDS;
import static commuter.schemas.Topics.COMMAND_RESULTS;
import static commuter.schemas.Topics.DEAD_LETTERS;
import static commuter.schemas.Topics.LIFECYCLE;
import static commuter.schemas.Topics.RESERVOIR_STATS;
import static commuter.schemas.Topics.SPAWN_REQUESTS;

import commuter.reservoir.stream.intake.FailedRecords;
import commuter.reservoir.stream.intake.TimeOfWriting;
import commuter.reservoir.stream.metrics.OutcomeCounters;
import commuter.reservoir.stream.model.Input;
import commuter.reservoir.stream.model.Node;
import commuter.schemas.CommandResult;
import commuter.schemas.EventType;
import commuter.schemas.JsonSerde;
import commuter.schemas.ReservoirStats;
import commuter.schemas.Topic;
import commuter.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The whole stream as a picture:
 *
 * <pre>
 * spawn-requests -> accept-spawn-requests --+
 *                                           +-> reservoir -> lifecycle, spawned ... expired, command-results,
 * commands ------> accept-commands ---------+                reservoir-stats, dead-letters
 *                        |
 *                        +-> dead-letters and command-results (unusable), back to their topic (in the wrong partition)
 * </pre>
 *
 * Records are passed on as bytes: each is parsed once when it is read, and serialized once when it is written.
 */
public final class ReservoirTopology {
    /** How long a repeated command gets the same result. */
    static final Duration RESULTS_KEPT = Duration.ofDays(1);

    private ReservoirTopology() {}

    /**
     * Adds everything to an empty topology.
     *
     * @param failed knows which inputs are to be skipped
     * @param counters of what becomes of the inputs
     */
    public static void define(
            Topology topology,
            int partitions,
            FailedRecords failed,
            OutcomeCounters counters,
            ProcessorSupplier<byte[], Input, byte[], byte[]> reservoir) {
        source(topology, Node.SPAWN_REQUESTS, SPAWN_REQUESTS);
        source(topology, Node.COMMANDS, COMMANDS);

        topology.addProcessor(
                Node.ACCEPT_SPAWN_REQUESTS,
                () -> Intake.ofSpawnRequests(partitions, failed, counters),
                Node.SPAWN_REQUESTS);
        topology.addProcessor(
                Node.ACCEPT_COMMANDS, () -> Intake.ofCommands(partitions, failed, counters), Node.COMMANDS);
        topology.addProcessor(Node.RESERVOIR, reservoir, Node.ACCEPT_SPAWN_REQUESTS, Node.ACCEPT_COMMANDS);

        topology.addStateStore(passengers(), Node.RESERVOIR);
        topology.addStateStore(pendingWrites(), Node.RESERVOIR);
        topology.addStateStore(reservoirs(), Node.RESERVOIR);
        topology.addStateStore(results(), Node.RESERVOIR);

        sink(topology, Node.LIFECYCLE, LIFECYCLE, Node.RESERVOIR);
        for (EventType type : EventType.values()) {
            Topics.ofType(type).ifPresent(topic -> sink(topology, Node.eventsOf(type), topic, Node.RESERVOIR));
        }
        sink(topology, Node.COMMAND_RESULTS, COMMAND_RESULTS, Node.RESERVOIR, Node.ACCEPT_COMMANDS);
        sink(topology, Node.RESERVOIR_STATS, RESERVOIR_STATS, Node.RESERVOIR);
        sink(
                topology,
                Node.DEAD_LETTERS,
                DEAD_LETTERS,
                Node.RESERVOIR,
                Node.ACCEPT_SPAWN_REQUESTS,
                Node.ACCEPT_COMMANDS);
        sink(topology, Node.SPAWN_REQUESTS_GOING_HOME, SPAWN_REQUESTS, Node.ACCEPT_SPAWN_REQUESTS);
        sink(topology, Node.COMMANDS_GOING_HOME, COMMANDS, Node.ACCEPT_COMMANDS);
    }

    private static void source(Topology topology, String name, Topic<?, ?> topic) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                name,
                new TimeOfWriting(InstantSource.system()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topic.name());
    }

    private static void sink(Topology topology, String name, Topic<?, ?> topic, String... parents) {
        topology.addSink(name, topic.name(), new ByteArraySerializer(), new ByteArraySerializer(), parents);
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> passengers() {
        return keyValue(Node.PASSENGER_STORE, Serdes.String(), Serdes.ByteArray());
    }

    private static StoreBuilder<KeyValueStore<Long, byte[]>> pendingWrites() {
        return keyValue(Node.OUTBOX_STORE, Serdes.Long(), Serdes.ByteArray());
    }

    private static StoreBuilder<KeyValueStore<String, ReservoirStats>> reservoirs() {
        return keyValue(Node.RESERVOIR_STORE, Serdes.String(), new JsonSerde<>(ReservoirStats.class));
    }

    private static StoreBuilder<WindowStore<String, CommandResult>> results() {
        return Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(Node.RESULT_STORE, RESULTS_KEPT, RESULTS_KEPT, false),
                        Serdes.String(),
                        new JsonSerde<>(CommandResult.class))
                .withCachingDisabled();
    }

    private static <K, V> StoreBuilder<KeyValueStore<K, V>> keyValue(String name, Serde<K> keys, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), keys, values)
                .withCachingDisabled();
    }
}
