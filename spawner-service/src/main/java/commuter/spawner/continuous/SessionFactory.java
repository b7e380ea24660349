package commuter.spawner.continuous;

import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topic;
import commuter.schemas.Topics;
import commuter.spawner.demand.Demand;
import commuter.spawner.publishing.PublishingStats;
import commuter.spawner.publishing.WindowPublisher;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Connects sessions to Kafka. A session that Kafka does not serve within seconds fails, and is replaced. A transaction
 * that it has left open is aborted by its successor, or by Kafka after {@value #LEFT_OPEN_MS} ms.
 */
public final class SessionFactory {
    /** This is also the time after which the group notices that a process was killed. */
    private static final int LEFT_OPEN_MS = 10_000;

    private static final int SERVED_WITHIN_MS = 8_000;
    private static final int REQUEST_MS = 4_000;

    private final String transactionalId = "spawner-" + UUID.randomUUID();
    private final Clients clients;
    private final Membership membership;
    private final Demand demand;
    private final Duration window;
    private final ClockSetting setting;
    private final PublishingStats stats;

    /** @param window how much demand time is drawn at once */
    public SessionFactory(
            Clients clients,
            Membership membership,
            Demand demand,
            Duration window,
            ClockSetting setting,
            PublishingStats stats) {
        this.clients = clients;
        this.membership = membership;
        this.demand = demand;
        this.window = window;
        this.setting = setting;
        this.stats = stats;
    }

    /**
     * Settings of Kafka's clients.
     *
     * @param consumer of a consumer
     * @param producer of a producer
     */
    public record Clients(Map<String, Object> consumer, Map<String, Object> producer) {}

    /**
     * Which instances share which work.
     *
     * @param group instances of one group share the reservoirs
     * @param partitions of the request topic
     */
    public record Membership(String group, int partitions) {}

    Demand demand() {
        return demand;
    }

    ClockSetting setting() {
        return setting;
    }

    SpawnSession open() {
        SpawnGroup members = new SpawnGroup(consumer(), membership.partitions());
        WindowPublisher publisher = new WindowPublisher(producer(), stats);
        try {
            return new SpawnSession(demand, window, setting, members, publisher);
        } catch (RuntimeException e) {
            publisher.close();
            members.close();
            throw e;
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> config = new HashMap<>(clients.consumer());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, membership.group());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Waits for progress that is part of an open transaction.
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // The position at which a reader would begin, but these consumers read nothing.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        config.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, LEFT_OPEN_MS);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, LEFT_OPEN_MS / 4);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LEFT_OPEN_MS + REQUEST_MS);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Producer<ReservoirId, SpawnRequest> producer() {
        Topic<ReservoirId, SpawnRequest> topic = Topics.SPAWN_REQUESTS;
        Map<String, Object> config = new HashMap<>(clients.producer());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, membership.group() + "-windows");
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, LEFT_OPEN_MS);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, SERVED_WITHIN_MS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, SERVED_WITHIN_MS);
        return new KafkaProducer<>(
                config, topic.keySerde().serializer(), topic.valueSerde().serializer());
    }
}
