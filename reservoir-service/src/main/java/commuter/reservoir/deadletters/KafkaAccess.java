package commuter.reservoir.deadletters;

import commuter.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.core.env.StandardEnvironment;
import picocli.CommandLine.Option;

/** Connects the command to Kafka with the settings of the service, so that it works wherever the service does. */
final class KafkaAccess {
    private static final int GIVE_UP_AFTER_MS = 20_000;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "where Kafka is (default: the service's setting spring.kafka.bootstrap-servers from the"
                    + " environment, or localhost:9092)")
    private @Nullable String bootstrapServers;

    String servers() {
        return String.join(",", settings().getBootstrapServers());
    }

    /** Reads committed records only: records of aborted transactions were never valid. */
    Consumer<byte[], byte[]> consumer() {
        return consumer(Map.of());
    }

    /** The reservoir's consumer group, which is the stream's application id. */
    String group() {
        String id = settings().getStreams().getApplicationId();
        return id == null ? "reservoir-service" : id;
    }

    /** The group's metadata for a transaction, for a producer that is not a member of the group. */
    ConsumerGroupMetadata groupMetadata() {
        try (Consumer<byte[], byte[]> consumer = consumer(Map.of(ConsumerConfig.GROUP_ID_CONFIG, group()))) {
            return consumer.groupMetadata();
        }
    }

    private Consumer<byte[], byte[]> consumer(Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(settings().buildConsumerProperties());
        config.putAll(more);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, GIVE_UP_AFTER_MS);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    Producer<byte[], byte[]> producer() {
        Map<String, Object> config = new HashMap<>(settings().buildProducerProperties());
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, Replayer.TRANSACTIONAL_ID);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, GIVE_UP_AFTER_MS);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_ENLARGED_RECORD);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    Admin admin() {
        Map<String, Object> config = new HashMap<>(settings().buildAdminProperties());
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, GIVE_UP_AFTER_MS);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, GIVE_UP_AFTER_MS);
        return Admin.create(config);
    }

    private KafkaProperties settings() {
        StandardEnvironment environment = new StandardEnvironment();
        ConfigurationPropertySources.attach(environment);
        KafkaProperties settings = Binder.get(environment).bindOrCreate("spring.kafka", KafkaProperties.class);
        String bundle = settings.getSsl().getBundle();
        if (bundle != null) {
            throw new RefusedCommandException("spring.kafka.ssl.bundle=" + bundle
                    + " is not known to this command. Set spring.kafka.ssl.trust-store-location and the like.");
        }
        if (bootstrapServers != null) {
            settings.setBootstrapServers(List.of(bootstrapServers.split(",")));
        }
        return settings;
    }
}
