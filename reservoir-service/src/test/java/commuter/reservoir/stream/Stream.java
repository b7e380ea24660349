package commuter.reservoir.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.reservoir.health.DependencyOutages;
import commuter.reservoir.stream.intake.FailedRecords;
import commuter.reservoir.stream.metrics.OutcomeCounters;
import commuter.reservoir.stream.metrics.PendingTotals;
import commuter.reservoir.stream.pacing.CommitLimiter;
import commuter.reservoir.stream.pending.BatchLimits;
import commuter.reservoir.write.BatchDispatcher;
import commuter.reservoir.write.BatchWriter;
import commuter.reservoir.write.Retrier;
import commuter.reservoir.write.Throughput;
import commuter.schemas.CommandResult;
import commuter.schemas.CommandType;
import commuter.schemas.PassengerCommand;
import commuter.schemas.PassengerEvent;
import commuter.schemas.ReservoirId;
import commuter.schemas.ReservoirStats;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topic;
import commuter.schemas.Topics;
import commuter.testing.SomePassenger;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The topology in Kafka's TopologyTestDriver. Batches are written at each tick on the same thread. */
final class Stream implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-02T07:30:00Z");
    static final ReservoirId RESERVOIR = ReservoirId.route("1A");
    static final int BATCH_BYTES = 1_000_000;

    final FailedRecords failed = new FailedRecords(InstantSource.system());
    final RowsInMemory rows;
    final InputsRead inputs = new InputsRead(START);
    final Set<ReservoirId> invalidated = new HashSet<>();
    final TopologyTestDriver driver;
    final TestInputTopic<ReservoirId, SpawnRequest> spawnRequests;
    final TestInputTopic<ReservoirId, PassengerCommand> commands;
    final TestInputTopic<byte[], byte[]> rawCommands;
    final TestInputTopic<byte[], byte[]> rawSpawnRequests;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final TestOutputTopic<byte[], byte[]> deadLetters;
    private final TestOutputTopic<ReservoirId, PassengerEvent> lifecycle;
    private final TestOutputTopic<ReservoirId, CommandResult> results;
    private final TestOutputTopic<ReservoirId, ReservoirStats> stats;
    private int commandCount;

    Stream() {
        this(new RowsInMemory());
    }

    /** A stream that starts with empty stores while rows exist already, as after a crash before the first commit. */
    Stream(RowsInMemory rows) {
        this.rows = rows;
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, Path.of("target", "streams").toString());
        driver = new TopologyTestDriver(topology(), config, START);
        spawnRequests = input(Topics.SPAWN_REQUESTS);
        commands = input(Topics.COMMANDS);
        rawCommands = driver.createInputTopic(
                Topics.COMMANDS.name(), new ByteArraySerializer(), new ByteArraySerializer(), START, Duration.ZERO);
        rawSpawnRequests = driver.createInputTopic(
                Topics.SPAWN_REQUESTS.name(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                START,
                Duration.ZERO);
        deadLetters = driver.createOutputTopic(
                Topics.DEAD_LETTERS.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        lifecycle = output(Topics.LIFECYCLE);
        results = output(Topics.COMMAND_RESULTS);
        stats = output(Topics.RESERVOIR_STATS);
    }

    Topology topology() {
        BatchWriter writer = new BatchWriter(
                rows,
                invalidated::addAll,
                new Retrier(new DependencyOutages(Clock.systemUTC(), () -> {})),
                new Throughput(new SimpleMeterRegistry()));
        OutcomeCounters counters = new OutcomeCounters(meters);
        Topology topology = new Topology();
        ReservoirTopology.define(
                topology,
                1,
                failed,
                counters,
                () -> new ReservoirProcessor(new ReservoirTools(
                        new BatchDispatcher(writer, Runnable::run, 1000, BATCH_BYTES),
                        failed,
                        new BatchLimits(1000, BATCH_BYTES, Duration.ofMillis(250), 20_000),
                        inputs,
                        () -> new CommitLimiter(Duration.ZERO, Duration.ZERO, Duration.ZERO),
                        counters,
                        new PendingTotals(InstantSource.system()),
                        () -> {})));
        return topology;
    }

    static String passengerId(int n) {
        return SomePassenger.id(n);
    }

    static SpawnRequest request(int n) {
        return request(RESERVOIR, n);
    }

    static SpawnRequest request(ReservoirId route, int n) {
        return request(route, n, START);
    }

    static SpawnRequest request(ReservoirId route, int n, Instant at) {
        return SomePassenger.of(route).withId(passengerId(n)).since(at).request();
    }

    static PassengerCommand command(String id, CommandType type, int passenger, String vehicle) {
        return new PassengerCommand(id, type, passengerId(passenger), RESERVOIR, vehicle, START.plusSeconds(60), null);
    }

    void spawn(int n) {
        spawnRequests.pipeInput(RESERVOIR, request(n));
    }

    /** Sends a command and returns its id. */
    String send(CommandType type, int passenger, String vehicle) {
        String id = "command-" + ++commandCount;
        commands.pipeInput(RESERVOIR, command(id, type, passenger, vehicle));
        return id;
    }

    /** Lets enough ticks pass for everything to complete. */
    void settle() {
        for (int i = 0; i < 6; i++) {
            advance(Duration.ofMillis(10));
        }
    }

    /** Advances the time like for a running task, which checks the clock every second. */
    void pass(Duration time) {
        Duration second = Duration.ofSeconds(1);
        Duration left = time;
        while (left.compareTo(second) > 0) {
            advance(second);
            left = left.minus(second);
        }
        advance(left);
        settle();
    }

    /** Advances the time like for a task that is blocked meanwhile: it reads nothing and does not check the clock. */
    void pause(Duration time) {
        advance(time);
    }

    void advance(Duration time) {
        inputs.advance(time);
        driver.advanceWallClockTime(time);
    }

    List<PassengerEvent> events() {
        return lifecycle.readValuesToList();
    }

    List<PassengerEvent> eventsOf(Topic<ReservoirId, PassengerEvent> topic) {
        return output(topic).readValuesToList();
    }

    List<TestRecord<ReservoirId, PassengerEvent>> eventRecords() {
        return lifecycle.readRecordsToList();
    }

    List<CommandResult> results() {
        return results.readValuesToList();
    }

    List<ReservoirStats> stats() {
        return stats.readValuesToList();
    }

    /** The stats one second from now. */
    ReservoirStats lastStats() {
        pass(Duration.ofSeconds(1));
        List<ReservoirStats> stats = stats();
        return stats.get(stats.size() - 1);
    }

    static String header(TestRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private <V> TestInputTopic<ReservoirId, V> input(Topic<ReservoirId, V> topic) {
        return driver.createInputTopic(
                topic.name(),
                topic.keySerde().serializer(),
                topic.valueSerde().serializer(),
                START,
                Duration.ofMillis(1));
    }

    private <V> TestOutputTopic<ReservoirId, V> output(Topic<ReservoirId, V> topic) {
        return driver.createOutputTopic(
                topic.name(),
                topic.keySerde().deserializer(),
                topic.valueSerde().deserializer());
    }

    @Override
    public void close() {
        driver.close();
    }
}
