package commuter.reservoir.reservoir;

import commuter.reservoir.cache.Available;
import commuter.reservoir.faults.ScriptedStrapi;
import commuter.reservoir.health.DependencyOutages;
import commuter.reservoir.repository.strapi.StrapiClient;
import commuter.reservoir.repository.strapi.StrapiPassengerRepository;
import commuter.reservoir.reservoir.client.CommandPublisher;
import commuter.reservoir.reservoir.client.CommandSearch;
import commuter.reservoir.reservoir.client.PendingResults;
import commuter.reservoir.reservoir.client.ResultConsumer;
import commuter.reservoir.reservoir.client.StreamAccess;
import commuter.reservoir.stream.ReservoirProcessor;
import commuter.reservoir.stream.ReservoirTools;
import commuter.reservoir.stream.ReservoirTopology;
import commuter.reservoir.stream.expiry.GroupProgress;
import commuter.reservoir.stream.intake.BoundedClients;
import commuter.reservoir.stream.intake.FailedRecords;
import commuter.reservoir.stream.metrics.OutcomeCounters;
import commuter.reservoir.stream.metrics.PendingTotals;
import commuter.reservoir.stream.pacing.CommitLimiter;
import commuter.reservoir.stream.pending.BatchLimits;
import commuter.reservoir.write.BatchDispatcher;
import commuter.reservoir.write.BatchWriter;
import commuter.reservoir.write.Retrier;
import commuter.reservoir.write.Throughput;
import commuter.schemas.TopicPlan;
import commuter.schemas.TopicProvisioner;
import commuter.testing.RunningKafka;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.awaitility.Awaitility;

/** The real topology on a real broker, with a Strapi that accepts everything. */
final class RunningStream implements AutoCloseable {
    private static final String APPLICATION_ID = "verbs-test";
    static final int PARTITIONS = 3;
    private static final long BATCH_BYTES = 4 << 20;
    /** Less than a test sends: the stream pauses fetching now and then. */
    private static final long MOST_IN_FLIGHT = 50_000;
    /** Longer than any test: output becomes visible only because the processor asked for a commit. */
    private static final Duration COMMIT_INTERVAL = Duration.ofMinutes(14);

    private final ScriptedStrapi strapi = new ScriptedStrapi();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String kafka = RunningKafka.sharedServers();
    private final GroupProgress progress;
    private final KafkaStreams streams;

    RunningStream(Path state) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            new TopicProvisioner(admin, TopicPlan.of(PARTITIONS)).provision();
        }
        DependencyOutages outages = new DependencyOutages(Clock.systemUTC(), () -> {});
        BatchWriter writer = new BatchWriter(
                new StrapiPassengerRepository(new StrapiClient(strapi.url(), "token", Duration.ofSeconds(5))),
                reservoirs -> {},
                new Retrier(outages),
                new Throughput(new SimpleMeterRegistry()));
        progress = new GroupProgress(clients(), APPLICATION_ID, PARTITIONS);
        OutcomeCounters counters = new OutcomeCounters(new SimpleMeterRegistry());
        Topology topology = new Topology();
        FailedRecords failed = new FailedRecords(InstantSource.system());
        ReservoirTopology.define(
                topology,
                PARTITIONS,
                failed,
                counters,
                () -> new ReservoirProcessor(new ReservoirTools(
                        new BatchDispatcher(writer, threads, 1000, BATCH_BYTES),
                        failed,
                        new BatchLimits(1000, BATCH_BYTES, Duration.ofMillis(10), 5000),
                        progress,
                        () -> new CommitLimiter(Duration.ofMillis(20), Duration.ofMillis(250), Duration.ofSeconds(2)),
                        counters,
                        new PendingTotals(InstantSource.system()),
                        () -> {})));
        streams = new KafkaStreams(topology, config(state), new BoundedClients(MOST_IN_FLIGHT, took -> {}));
        streams.start();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> streams.state() == KafkaStreams.State.RUNNING);
    }

    private Properties config(Path state) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka);
        config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.POLL_MS_CONFIG, 10);
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL.toMillis());
        config.put(StreamsConfig.producerPrefix("transaction.timeout.ms"), (int)
                COMMIT_INTERVAL.plusMinutes(1).toMillis());
        config.put(StreamsConfig.mainConsumerPrefix("auto.offset.reset"), "earliest");
        return config;
    }

    Map<String, Object> clients() {
        return Map.of("bootstrap.servers", kafka);
    }

    void pause() {
        streams.pause();
    }

    void resume() {
        streams.resume();
    }

    /** One instance's access to the stream. */
    Instance instance(Duration patience) throws InterruptedException {
        return new Instance(clients(), patience, 1000);
    }

    /** An instance's access that forgets all results but the latest. */
    Instance forgetfulInstance() throws InterruptedException {
        return new Instance(clients(), Duration.ofSeconds(60), 1);
    }

    @Override
    public void close() {
        streams.close(Duration.ofSeconds(20));
        progress.close();
        threads.shutdownNow();
        strapi.close();
    }

    /** What one instance of the service uses. */
    static final class Instance implements AutoCloseable {
        final PendingResults board;
        final Reservoirs reservoirs;
        private final ResultConsumer reader;
        private final CommandPublisher publisher;
        private final CommandSearch search;

        Instance(Map<String, Object> clients, Duration patience, int resultsKept) throws InterruptedException {
            board = new PendingResults(resultsKept, 1_000_000);
            reader = new ResultConsumer(() -> ReservoirsConfiguration.consumer(clients), board, Duration.ofMinutes(1));
            if (!reader.start(Duration.ofSeconds(60))) {
                throw new IllegalStateException("The results cannot be read");
            }
            publisher = CommandPublisher.connect(clients);
            search = new CommandSearch(
                    () -> ReservoirsConfiguration.consumer(clients),
                    () -> ReservoirsConfiguration.consumer(clients, "read_uncommitted"));
            StreamAccess access = new StreamAccess(publisher, board, Instance::nobody, patience);
            reservoirs = new Reservoirs(access, board, null, null, null, null, search, patience);
        }

        private static Available nobody(commuter.schemas.ReservoirId reservoir) {
            return new Available(new byte[] {'[', ']'}, "none", Available.Source.MISS, Duration.ZERO);
        }

        @Override
        public void close() {
            reader.stop();
            publisher.close();
            search.close();
        }
    }
}
