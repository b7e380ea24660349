package commuter.reservoir.stream.runtime;

import commuter.reservoir.ReservoirSettings;
import commuter.reservoir.StartFailedException;
import commuter.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.kafka.autoconfigure.SslBundleSslEngineFactory;
import org.springframework.boot.ssl.SslBundle;

/**
 * The configuration of Kafka Streams: what {@code spring.kafka.*} and {@code spring.kafka.streams.*} say, this
 * service's defaults for the rest, and what the guarantees need.
 */
final class StreamsProperties {
    /** Far below the time-out of a transaction, which is 10 s. */
    static final Duration LONGEST_BETWEEN_COMMITS = Duration.ofSeconds(2);

    private static final Pattern APPLICATION_ID = Pattern.compile("[a-zA-Z0-9._-]{1,100}");

    private final KafkaProperties kafka;
    private final KafkaConnectionDetails connection;
    private final ReservoirSettings settings;
    private final Map<String, Object> set;
    private final Map<String, Object> config;

    private StreamsProperties(KafkaProperties kafka, KafkaConnectionDetails connection, ReservoirSettings settings) {
        this.kafka = kafka;
        this.connection = connection;
        this.settings = settings;
        this.set = kafka.buildStreamsProperties();
        this.config = new HashMap<>(set);
    }

    /**
     * Puts the configuration together.
     *
     * @throws StartFailedException when a setting contradicts what the guarantees need
     */
    static Map<String, Object> of(
            KafkaProperties kafka, KafkaConnectionDetails connection, ReservoirSettings settings) {
        StreamsProperties properties = new StreamsProperties(kafka, connection, settings);
        properties.check();
        properties.connect();
        properties.addDefaults();
        properties.addRequired();
        return properties.config;
    }

    /** The application id, which is also the consumer group and the beginning of the names of internal topics. */
    static String applicationId(KafkaProperties kafka) {
        String id = Objects.requireNonNullElse(kafka.getStreams().getApplicationId(), "");
        if (!APPLICATION_ID.matcher(id).matches()) {
            throw new StartFailedException("spring.kafka.streams.application-id=" + id
                    + ": must be 1 to 100 letters, digits, dots, dashes and underscores, e.g. reservoir-service");
        }
        return id;
    }

    private void check() {
        new StreamsRules(settings, applicationId(kafka)).check(set, this::nameOf);
        List<String> servers = connection.getStreams().getBootstrapServers();
        List<String> others = connection.getAdmin().getBootstrapServers();
        if (!servers.equals(others)) {
            throw new StartFailedException("spring.kafka.streams.bootstrap-servers=" + String.join(",", servers)
                    + ": the topics are on " + String.join(",", others)
                    + ". Remove the setting, or set spring.kafka.bootstrap-servers alone.");
        }
    }

    private String nameOf(String key) {
        if (kafka.getStreams().getProperties().containsKey(key)) {
            return "spring.kafka.streams.properties." + key;
        }
        if (kafka.getProperties().containsKey(key)) {
            return "spring.kafka.properties." + key;
        }
        return "spring.kafka.streams." + key.replace('.', '-');
    }

    private void connect() {
        KafkaConnectionDetails.Configuration streams = connection.getStreams();
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, streams.getBootstrapServers());
        String protocol = streams.getSecurityProtocol();
        if (protocol != null) {
            config.put(StreamsConfig.SECURITY_PROTOCOL_CONFIG, protocol);
        }
        SslBundle bundle = streams.getSslBundle();
        if (bundle != null) {
            config.put(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, SslBundleSslEngineFactory.class);
            config.put(SslBundle.class.getName(), bundle);
        }
    }

    /** For low latency and quick recovery; what the operator sets counts more. */
    private void addDefaults() {
        // The processor requests a commit when a batch has completed, as CommitLimiter allows; this is the longest
        // interval.
        config.putIfAbsent(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, (int) LONGEST_BETWEEN_COMMITS.toMillis());
        config.putIfAbsent(StreamsConfig.POLL_MS_CONFIG, 5);
        config.putIfAbsent(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        consumerDefault(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6000);
        // The whole fetch at once: Kafka Streams does not know of records that are fetched but not returned. Under
        // load it would process commands before the older requests that they are about.
        consumerDefault(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, StreamsRules.RECORDS_OF_A_POLL);
        // So fetches are small: with a long backlog the heap holds several fetches, with up to ten objects for each
        // record.
        consumerDefault(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 << 20);
        consumerDefault(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 256 << 10);
        // This adds no delay: a commit sends lingering records at once, and nothing is visible before the commit.
        producerDefault(ProducerConfig.LINGER_MS_CONFIG, 200);
        producerDefault(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        producerDefault(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // The largest record of a topic must fit into the pending writes and the dead letters, with what they add to
        // it.
        producerDefault(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_ENLARGED_RECORD);
        config.putIfAbsent(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), Topics.MAX_ENLARGED_RECORD);
    }

    private void addRequired() {
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId(kafka));
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.streamThreads());
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), settings.instanceId());
        config.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    }

    private void consumerDefault(String name, Object value) {
        if (!set.containsKey(name)
                && !set.containsKey(StreamsConfig.consumerPrefix(name))
                && !set.containsKey(StreamsConfig.mainConsumerPrefix(name))) {
            config.put(StreamsConfig.mainConsumerPrefix(name), value);
        }
    }

    private void producerDefault(String name, Object value) {
        if (!set.containsKey(name) && !set.containsKey(StreamsConfig.producerPrefix(name))) {
            config.put(StreamsConfig.producerPrefix(name), value);
        }
    }
}
