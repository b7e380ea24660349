package commuter.reservoir.stream.runtime;

import ch.qos.logback.classic.LoggerContext;
import commuter.access.topics.TopicSettings;
import commuter.reservoir.ReservoirSettings;
import commuter.reservoir.StartFailedException;
import commuter.reservoir.health.DependencyOutages;
import commuter.reservoir.stream.ReservoirProcessor;
import commuter.reservoir.stream.ReservoirTools;
import commuter.reservoir.stream.ReservoirTopology;
import commuter.reservoir.stream.expiry.GroupProgress;
import commuter.reservoir.stream.expiry.ProgressMeters;
import commuter.reservoir.stream.intake.BoundedClients;
import commuter.reservoir.stream.intake.FailedRecords;
import commuter.reservoir.stream.metrics.OutcomeCounters;
import commuter.reservoir.stream.metrics.PendingTotals;
import commuter.reservoir.stream.pacing.CommitLimiter;
import commuter.reservoir.stream.pending.BatchLimits;
import commuter.reservoir.write.BatchDispatcher;
import commuter.reservoir.write.BatchWriter;
import commuter.schemas.TopicPlan;
import commuter.schemas.TopicProvisioner;
import commuter.schemas.TopicReconciler;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.Topology;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafkaStreams;
import org.springframework.kafka.annotation.KafkaStreamsDefaultConfiguration;
import org.springframework.kafka.config.KafkaStreamsConfiguration;
import org.springframework.kafka.config.KafkaStreamsInfrastructureCustomizer;
import org.springframework.kafka.config.StreamsBuilderFactoryBeanConfigurer;
import org.springframework.kafka.core.KafkaAdmin;

/** Kafka Streams: its settings, its topology, and the topics that must exist before it starts. */
@Configuration(proxyBeanMethods = false)
@EnableKafkaStreams
class StreamsConfiguration {
    private static final Duration SHORTEST_BETWEEN_COMMITS = Duration.ofMillis(20);
    private static final Duration BETWEEN_COMMITS_WHEN_BEHIND = Duration.ofMillis(250);

    private static final Duration[] COMMIT_BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    /**
     * Maximum bytes of records that a stream thread has fetched and not begun to process. One more fetch may exceed it.
     */
    private static final long MOST_IN_FLIGHT = 24 << 20;

    /** The topics are there when this bean is. */
    @Bean(KafkaStreamsDefaultConfiguration.DEFAULT_STREAMS_CONFIG_BEAN_NAME)
    KafkaStreamsConfiguration streamsSettings(
            KafkaProperties kafka,
            KafkaConnectionDetails connection,
            KafkaAdmin admin,
            ReservoirSettings settings,
            TopicSettings topics,
            StoreMemory memory) {
        Map<String, Object> config = StreamsProperties.of(kafka, connection, settings);
        provisionTopics(admin, topics.plan(), settings.reconcileTopics());
        BoundedStores.configure(config, memory);
        return new KafkaStreamsConfiguration(config);
    }

    @Bean
    StoreMemory storeMemory(ReservoirSettings settings, TopicSettings topics) {
        return new StoreMemory(settings.stateMemory(), topics.partitions());
    }

    @Bean
    StreamsBuilderFactoryBeanConfigurer streams(
            ReservoirSettings settings,
            TopicSettings topics,
            BatchWriter writer,
            ExecutorService batchThreads,
            DependencyOutages outages,
            GroupProgress progress,
            StreamValve valve,
            StreamMeters meters,
            StreamStart start,
            FailedRecords failed,
            OutcomeCounters counters,
            PendingTotals pendingTotals,
            Timer commitTimer) {
        ReservoirSettings.Batch batch = settings.batch();
        BatchLimits limits =
                new BatchLimits(batch.maxRows(), batch.maxBytes().toBytes(), batch.linger(), batch.outboxEntries());
        ThreadLocal<CommitLimiter> limiters = ThreadLocal.withInitial(() -> new CommitLimiter(
                SHORTEST_BETWEEN_COMMITS, BETWEEN_COMMITS_WHEN_BEHIND, StreamsProperties.LONGEST_BETWEEN_COMMITS));
        return factory -> {
            factory.setInfrastructureCustomizer(new KafkaStreamsInfrastructureCustomizer() {
                @Override
                public void configureTopology(Topology topology) {
                    ReservoirTopology.define(
                            topology,
                            topics.partitions(),
                            failed,
                            counters,
                            () -> new ReservoirProcessor(new ReservoirTools(
                                    new BatchDispatcher(
                                            writer,
                                            batchThreads,
                                            batch.maxRows(),
                                            batch.maxBytes().toBytes()),
                                    failed,
                                    limits,
                                    progress,
                                    limiters::get,
                                    counters,
                                    pendingTotals,
                                    () -> valve.closeDuring(outages))));
                }
            });
            factory.setClientSupplier(new BoundedClients(MOST_IN_FLIGHT, took -> {
                limiters.get().committed(System.nanoTime(), took);
                commitTimer.record(took, TimeUnit.NANOSECONDS);
            }));
            factory.setStreamsUncaughtExceptionHandler(new ThreadReplacement(failed));
            factory.setStateListener(start);
            factory.addListener(valve);
            factory.addListener(meters);
            keepLogReadable();
        };
    }

    @Bean
    GroupProgress groupProgress(KafkaAdmin admin, KafkaProperties kafka, TopicSettings topics) {
        return new GroupProgress(
                admin.getConfigurationProperties(), StreamsProperties.applicationId(kafka), topics.partitions());
    }

    @Bean
    ProgressMeters progressMeters(GroupProgress progress) {
        return new ProgressMeters(progress);
    }

    @Bean
    OutcomeCounters outcomeCounters(MeterRegistry registry) {
        return new OutcomeCounters(registry);
    }

    @Bean
    Timer commitTimer(MeterRegistry registry) {
        return Timer.builder("commuter.reservoir.commit")
                .description("Commits of stream threads, and the time that they waited for Kafka")
                .serviceLevelObjectives(COMMIT_BUCKETS)
                .register(registry);
    }

    @Bean
    PendingTotals pendingTotals() {
        return new PendingTotals(InstantSource.system());
    }

    @Bean
    FailedRecords failedRecords() {
        return new FailedRecords(InstantSource.system());
    }

    @Bean
    DependencyOutages outages(StreamValve valve) {
        return new DependencyOutages(Clock.systemUTC(), valve::open);
    }

    private static void keepLogReadable() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            // Added before the filter that counts repeated messages, so that it sees every message it replaces.
            context.getTurboFilterList().add(0, new RoutineFilter());
        }
    }

    private static void provisionTopics(KafkaAdmin admin, TopicPlan plan, boolean reconcile) {
        Map<String, Object> config = new HashMap<>(admin.getConfigurationProperties());
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 30_000);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        try (Admin client = Admin.create(config)) {
            new TopicProvisioner(client, plan).provision();
            TopicReconciler reconciler = new TopicReconciler(client, plan);
            if (reconcile) {
                reconciler.reconcile();
            } else {
                reconciler.report();
            }
        } catch (KafkaException e) {
            throw new StartFailedException(
                    "Kafka at " + config.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)
                            + " (setting spring.kafka.bootstrap-servers) cannot be used: " + e.getMessage(),
                    e);
        } catch (IllegalStateException e) {
            throw new StartFailedException(String.valueOf(e.getMessage()), e);
        }
    }
}
