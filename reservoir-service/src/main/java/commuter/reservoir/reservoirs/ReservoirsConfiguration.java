package commuter.reservoir.reservoirs;

import commuter.reservoir.StartFailedException;
import commuter.reservoir.cache.Availability;
import commuter.reservoir.passenger.PassengerDirectory;
import commuter.reservoir.passenger.PassengerRepository;
import commuter.schemas.ReservoirId;
import commuter.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.kafka.annotation.KafkaStreamsDefaultConfiguration;

/** Connects the verbs with Kafka. */
@Configuration(proxyBeanMethods = false)
class ReservoirsConfiguration {
    private static final int RESULTS_KEPT = 20_000;
    private static final Duration LOOK_BACK = Duration.ofMinutes(10);
    private static final Duration PLACE_FOUND_WITHIN = Duration.ofSeconds(30);

    @Bean
    ResultBoard resultBoard() {
        return new ResultBoard(RESULTS_KEPT);
    }

    /** Waits until it reads, and so comes before the first call; the topics are made with the stream's settings. */
    @Bean(destroyMethod = "stop")
    @DependsOn(KafkaStreamsDefaultConfiguration.DEFAULT_STREAMS_CONFIG_BEAN_NAME)
    ResultReader resultReader(KafkaProperties kafka, ResultBoard results) throws InterruptedException {
        ResultReader reader =
                new ResultReader(() -> consumer(kafka.buildConsumerProperties()), results::put, LOOK_BACK);
        if (!reader.start(PLACE_FOUND_WITHIN)) {
            reader.stop();
            String problem = Topics.COMMAND_RESULTS.name() + " could not be read within "
                    + PLACE_FOUND_WITHIN.toSeconds() + " s";
            throw new StartFailedException(problem, new TimeoutException(problem));
        }
        return reader;
    }

    @Bean
    Publisher publisher(KafkaProperties kafka) {
        return new Publisher(producer(kafka.buildProducerProperties()));
    }

    @Bean
    Reservoirs reservoirs(
            Publisher publisher,
            ResultBoard results,
            Availability availability,
            PassengerRepository passengers,
            PassengerDirectory directory,
            CommandSettings settings) {
        StreamAccess stream = new StreamAccess(publisher, results, availability::available, settings.timeout());
        return new Reservoirs(stream, results, passengers, directory);
    }

    static KafkaProducer<ReservoirId, byte[]> producer(Map<String, Object> settings) {
        Map<String, Object> config = new HashMap<>(settings);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // A caller waits meanwhile.
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        Serializer<ReservoirId> keys = Topics.COMMANDS.keySerde().serializer();
        return new KafkaProducer<>(config, keys, new ByteArraySerializer());
    }

    static Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
        Map<String, Object> config = new HashMap<>(settings);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
