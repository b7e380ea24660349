package commuter.notifier.log;

import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** Creates consumers without a group that read committed records only. */
@Component
class Consumers {
    private final ConsumerFactory<byte[], byte[]> factory;

    Consumers(ConsumerFactory<byte[], byte[]> factory) {
        this.factory = factory;
    }

    /** A consumer that waits at the broker until there are records. */
    Consumer<byte[], byte[]> create(String name) {
        return create(name, new Properties());
    }

    /**
     * A consumer for existing records: it does not wait at the broker, where an open fetch would delay the next one.
     */
    Consumer<byte[], byte[]> createForThePast(String name) {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "0");
        return create(name, properties);
    }

    private Consumer<byte[], byte[]> create(String name, Properties properties) {
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        // If retention has deleted the position of a reader, it continues with the oldest record, and skips nothing
        // else.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        return factory.createConsumer(null, "notifier-" + name, null, properties);
    }
}
