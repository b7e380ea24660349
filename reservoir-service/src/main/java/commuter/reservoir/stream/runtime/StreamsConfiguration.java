package commuter.reservoir.stream.runtime;

import ch.qos.logback.classic.LoggerContext;
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
import commuter.reservoir.stream.pacing.CommitLimiter;
import commuter.reservoir.stream.pending.BatchLimits;
import commuter.reservoir.write.BatchDispatcher;
import commuter.reservoir.write.BatchWriter;
import commuter.schemas.TopicProvisioner;
import commuter.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.slf4j.LoggerFactory;
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
    private static final String APPLICATION_ID = "reservoir-service";
    private static final Duration SHORTEST_BETWEEN_COMMITS = Duration.ofMillis(20);
    private static final Duration BETWEEN_COMMITS_WHEN_BEHIND = Duration.ofMillis(250);
    /** Far below the time-out of a transaction, which is 10 s. */
    private static final Duration LONGEST_BETWEEN_COMMITS = Duration.ofSeconds(2);

    /**
     * Maximum bytes of records that a stream thread has fetched and not begun to process. One more fetch may exceed it.
     */
    private static final long MOST_IN_FLIGHT = 24 << 20;

    /** Settings for exactly-once processing, low latency, and quick recovery. */
    @Bean(KafkaStreamsDefaultConfiguration.DEFAULT_STREAMS_CONFIG_BEAN_NAME)
    KafkaStreamsConfiguration streamsSettings(KafkaAdmin admin, ReservoirSettings settings, StoreMemory memory) {
        provisionTopics(admin, settings);
        Map<String, Object> config = new HashMap<>(admin.getConfigurationProperties());
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.streamThreads());
        // The processor requests a commit when a batch has completed, as CommitLimiter allows; this is the longest
        // interval.
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, (int) LONGEST_BETWEEN_COMMITS.toMillis());
        config.put(StreamsConfig.POLL_MS_CONFIG, 5);
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), settings.instanceId());
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6000);
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // The whole fetch at once: Kafka Streams does not know of records that are fetched but not returned. Under
        // load it would process commands before the older requests that they are about.
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 100_000);
        // So fetches are small: with a long backlog the heap holds several fetches, with up to ten objects for each
        // record.
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), 4 << 20);
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 256 << 10);
        // This adds no delay: a commit sends lingering records at once, and nothing is visible before the commit.
        config.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 200);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 * 1024);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        // The largest record of a topic must fit into the pending writes and the dead letters, with what they add to
        // it.
        config.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topics.MAX_ENLARGED_RECORD);
        config.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), Topics.MAX_ENLARGED_RECORD);
        BoundedStores.configure(config, memory);
        return new KafkaStreamsConfiguration(config);
    }

    @Bean
    StoreMemory storeMemory(ReservoirSettings settings) {
        return new StoreMemory(settings.stateMemory(), settings.partitions());
    }

    @Bean
    StreamsBuilderFactoryBeanConfigurer streams(
            ReservoirSettings settings,
            BatchWriter writer,
            ExecutorService batchThreads,
            DependencyOutages outages,
            GroupProgress progress,
            StreamValve valve,
            StreamMeters meters,
            FailedRecords failed) {
        ReservoirSettings.Batch batch = settings.batch();
        BatchLimits limits =
                new BatchLimits(batch.maxRows(), batch.maxBytes().toBytes(), batch.linger(), batch.outboxEntries());
        ThreadLocal<CommitLimiter> limiters = ThreadLocal.withInitial(() ->
                new CommitLimiter(SHORTEST_BETWEEN_COMMITS, BETWEEN_COMMITS_WHEN_BEHIND, LONGEST_BETWEEN_COMMITS));
        return factory -> {
            factory.setInfrastructureCustomizer(new KafkaStreamsInfrastructureCustomizer() {
                @Override
                public void configureTopology(Topology topology) {
                    ReservoirTopology.define(
                            topology,
                            settings.partitions(),
                            failed,
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
                                    () -> valve.closeDuring(outages))));
                }
            });
            factory.setClientSupplier(
                    new BoundedClients(MOST_IN_FLIGHT, took -> limiters.get().committed(System.nanoTime(), took)));
            factory.setStreamsUncaughtExceptionHandler(new ThreadReplacement(failed));
            factory.addListener(valve);
            factory.addListener(meters);
            keepLogReadable();
        };
    }

    @Bean
    GroupProgress groupProgress(KafkaAdmin admin, ReservoirSettings settings) {
        return new GroupProgress(admin.getConfigurationProperties(), APPLICATION_ID, settings.partitions());
    }

    @Bean
    ProgressMeters progressMeters(GroupProgress progress) {
        return new ProgressMeters(progress);
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

    private static void provisionTopics(KafkaAdmin admin, ReservoirSettings settings) {
        Map<String, Object> config = new HashMap<>(admin.getConfigurationProperties());
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 30_000);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        try (Admin client = Admin.create(config)) {
            new TopicProvisioner(client, settings.partitions()).provision();
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
