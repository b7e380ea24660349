package commuter.reservoir.stream.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import commuter.reservoir.faults.ScriptedStrapi;
import commuter.reservoir.faults.ScriptedStrapi.Reply;
import commuter.reservoir.health.Dependency;
import commuter.reservoir.health.DependencyOutages;
import commuter.reservoir.repository.strapi.StrapiClient;
import commuter.reservoir.repository.strapi.StrapiPassengerRepository;
import commuter.reservoir.stream.InputsRead;
import commuter.reservoir.stream.ReservoirProcessor;
import commuter.reservoir.stream.ReservoirTools;
import commuter.reservoir.stream.ReservoirTopology;
import commuter.reservoir.stream.intake.FailedRecords;
import commuter.reservoir.stream.metrics.OutcomeCounters;
import commuter.reservoir.stream.metrics.PendingTotals;
import commuter.reservoir.stream.pacing.CommitLimiter;
import commuter.reservoir.stream.pending.BatchLimits;
import commuter.reservoir.write.Backoff;
import commuter.reservoir.write.BatchDispatcher;
import commuter.reservoir.write.BatchWriter;
import commuter.reservoir.write.Retrier;
import commuter.reservoir.write.Throughput;
import commuter.schemas.PassengerEvent;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topics;
import commuter.testing.SomePassenger;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * The stream runs in Kafka's TopologyTestDriver. The valve controls a real client, which shows whether it would read
 * on.
 */
class StreamValveTest {
    private static final ReservoirId RESERVOIR = ReservoirId.route("1A");
    private static final Instant START = Instant.parse("2026-03-02T07:30:00Z");
    private static final int OUTBOX_ENTRIES = 10;
    private static final long BATCH_BYTES = 4_000_000;

    private final ScriptedStrapi strapi = new ScriptedStrapi();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final StreamValve valve = new StreamValve();
    private final DependencyOutages outages = new DependencyOutages(Clock.systemUTC(), valve::open);
    private final BatchWriter writer = new BatchWriter(
            new StrapiPassengerRepository(new StrapiClient(strapi.url(), "token", Duration.ofSeconds(5))),
            reservoirs -> {},
            new Retrier(outages, new Backoff(Duration.ofMillis(10), Duration.ofMillis(50))),
            new Throughput(new SimpleMeterRegistry()));

    private KafkaStreams streams;
    private TopologyTestDriver driver;
    private TestInputTopic<ReservoirId, SpawnRequest> requests;
    private TestOutputTopic<ReservoirId, PassengerEvent> events;

    @BeforeEach
    void open(@TempDir Path state) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "valve-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, state.resolve("client").toString());
        streams = new KafkaStreams(topology(), config);
        valve.streamsAdded("test", streams);
        config.put(StreamsConfig.STATE_DIR_CONFIG, state.resolve("driver").toString());
        driver = new TopologyTestDriver(topology(), config, START);
        requests = driver.createInputTopic(
                Topics.SPAWN_REQUESTS.name(),
                Topics.SPAWN_REQUESTS.keySerde().serializer(),
                Topics.SPAWN_REQUESTS.valueSerde().serializer());
        events = driver.createOutputTopic(
                Topics.LIFECYCLE.name(),
                Topics.LIFECYCLE.keySerde().deserializer(),
                Topics.LIFECYCLE.valueSerde().deserializer());
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        driver.close();
        streams.close(Duration.ZERO);
        strapi.close();
    }

    @Test
    void theStreamStopsReadingWhileStrapiIsDownAndTooManyWritesPendingAndGoesOnInOrder() {
        strapi.rule(ids -> Reply.of(503));
        spawn(1, 2);
        tick();
        await().until(() -> outages.current().containsKey(Dependency.STRAPI));
        assertThat(valve.isClosed()).as("there is room").isFalse();

        spawn(3, OUTBOX_ENTRIES);
        assertThat(streams.isPaused()).isTrue();

        strapi.rule(ids -> ScriptedStrapi.WRITTEN);
        await().until(() -> !streams.isPaused());

        List<PassengerEvent> seen = new ArrayList<>();
        await().until(() -> {
            tick();
            seen.addAll(events.readValuesToList());
            return seen.size() == OUTBOX_ENTRIES;
        });
        assertThat(seen)
                .extracting(PassengerEvent::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, OUTBOX_ENTRIES).boxed().toList());
    }

    @Test
    void manyPendingWritesSlowTheStreamDownAndDoesNotStopItWhileStrapiIsOnlySlow() {
        CountDownLatch answer = new CountDownLatch(1);
        strapi.rule(ids -> {
            awaitOrStop(answer);
            return ScriptedStrapi.WRITTEN;
        });
        spawn(1, 1);
        tick();
        spawn(2, OUTBOX_ENTRIES + 1);

        assertThat(streams.isPaused()).isFalse();
        answer.countDown();
    }

    @Test
    void healthSaysWhichDependencyIsDownSinceWhenAndWhy() {
        Instant before = Instant.now();
        strapi.rule(ids -> Reply.of(503));
        spawn(1, 1);
        tick();
        await().until(() -> outages.current().containsKey(Dependency.STRAPI));

        Health health = new StreamHealthIndicator(valve, outages, new FailedRecords(InstantSource.system())).health();

        assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(health.getDetails()).containsEntry("reading", true).containsKey("Strapi");
        DependencyOutages.Outage outage =
                (DependencyOutages.Outage) health.getDetails().get("Strapi");
        assertThat(outage.since()).isBetween(before, Instant.now());
        assertThat(outage.reason()).contains("503", "/api/active-passengers/bulk");
    }

    private Topology topology() {
        OutcomeCounters counters = new OutcomeCounters(new SimpleMeterRegistry());
        Topology topology = new Topology();
        FailedRecords failed = new FailedRecords(InstantSource.system());
        ReservoirTopology.define(
                topology,
                1,
                failed,
                counters,
                () -> new ReservoirProcessor(new ReservoirTools(
                        new BatchDispatcher(writer, threads, 1000, BATCH_BYTES),
                        failed,
                        new BatchLimits(1000, BATCH_BYTES, Duration.ofMillis(10), OUTBOX_ENTRIES),
                        new InputsRead(Instant.EPOCH),
                        () -> new CommitLimiter(Duration.ZERO, Duration.ZERO, Duration.ZERO),
                        counters,
                        new PendingTotals(InstantSource.system()),
                        () -> valve.closeDuring(outages))));
        return topology;
    }

    private static void awaitOrStop(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick() {
        driver.advanceWallClockTime(Duration.ofMillis(10));
    }

    private void spawn(int first, int last) {
        for (int n = first; n <= last; n++) {
            requests.pipeInput(
                    RESERVOIR,
                    SomePassenger.of(RESERVOIR)
                            .withId(SomePassenger.id(n))
                            .since(START)
                            .request());
        }
    }
}
