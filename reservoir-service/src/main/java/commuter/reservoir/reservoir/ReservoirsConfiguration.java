package commuter.reservoir.reservoir;

import commuter.reservoir.StartFailedException;
import commuter.reservoir.cache.Availability;
import commuter.reservoir.repository.PassengerQueries;
import commuter.reservoir.repository.PassengerRepository;
import commuter.reservoir.reservoir.client.CommandPublisher;
import commuter.reservoir.reservoir.client.CommandSearch;
import commuter.reservoir.reservoir.client.PendingResults;
import commuter.reservoir.reservoir.client.ResultConsumer;
import commuter.reservoir.reservoir.client.SpawnAwaiter;
import commuter.reservoir.reservoir.client.StreamAccess;
import commuter.reservoir.write.CacheInvalidation;
import commuter.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.kafka.annotation.KafkaStreamsDefaultConfiguration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** Connects the reservoirs to Kafka. */
@Configuration(proxyBeanMethods = false)
class ReservoirsConfiguration {
    private static final int RESULTS_KEPT = 20_000;
    private static final long RESULT_BYTES_KEPT = 16 << 20;
    private static final Duration LOOK_BACK = Duration.ofMinutes(10);
    private static final Duration PLACE_FOUND_WITHIN = Duration.ofSeconds(30);

    @Bean
    PendingResults pendingResults() {
        return new PendingResults(RESULTS_KEPT, RESULT_BYTES_KEPT);
    }

    /**
     * Waits until the consumer reads, so that it is ready before the first call. The topics are created by the
     * configuration of the stream.
     */
    @Bean(destroyMethod = "stop")
    @DependsOn(KafkaStreamsDefaultConfiguration.DEFAULT_STREAMS_CONFIG_BEAN_NAME)
    ResultConsumer resultReader(ConsumerFactory<?, ?> kafka, PendingResults results) throws InterruptedException {
        ResultConsumer reader =
                new ResultConsumer(() -> consumer(kafka.getConfigurationProperties()), results, LOOK_BACK);
        if (!reader.start(PLACE_FOUND_WITHIN)) {
            reader.stop();
            String problem = Topics.COMMAND_RESULTS.name() + " could not be read within "
                    + PLACE_FOUND_WITHIN.toSeconds() + " s";
            throw new StartFailedException(problem, new TimeoutException(problem));
        }
        return reader;
    }

    /** Runs after the topics were created: if Kafka is down, that step reports it, and it is reported only once. */
    @Bean
    @DependsOn(KafkaStreamsDefaultConfiguration.DEFAULT_STREAMS_CONFIG_BEAN_NAME)
    CommandPublisher publisher(ProducerFactory<?, ?> kafka) {
        return CommandPublisher.connect(kafka.getConfigurationProperties());
    }

    @Bean
    SpawnAwaiter spawnAwaiter(PassengerRepository passengers, CacheInvalidation cache, CommandSettings settings) {
        return new SpawnAwaiter(passengers::lookup, cache, settings.timeout());
    }

    @Bean
    CommandSearch commandSearch(ConsumerFactory<?, ?> kafka) {
        Map<String, Object> settings = kafka.getConfigurationProperties();
        return new CommandSearch(() -> consumer(settings), () -> consumer(settings, "read_uncommitted"));
    }

    @Bean
    Reservoirs reservoirs(
            CommandPublisher publisher,
            PendingResults results,
            Availability availability,
            PassengerRepository passengers,
            PassengerQueries directory,
            SpawnAwaiter spawnAwaiter,
            CommandSearch search,
            CommandSettings settings) {
        StreamAccess stream = new StreamAccess(publisher, results, availability::available, settings.timeout());
        return new Reservoirs(
                stream, results, availability, passengers, directory, spawnAwaiter, search, settings.timeout());
    }

    static Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
        return consumer(settings, "read_committed");
    }

    static Consumer<byte[], byte[]> consumer(Map<String, Object> settings, String isolation) {
        Map<String, Object> config = new HashMap<>(settings);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
