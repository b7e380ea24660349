package commuter.spawner;

import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topic;
import commuter.schemas.TopicPlan;
import commuter.schemas.TopicProvisioner;
import commuter.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** Reads back what was published since this log was opened. */
public final class SpawnRequestsLog {
    private static final Topic<ReservoirId, SpawnRequest> TOPIC = Topics.SPAWN_REQUESTS;
    private static final List<TopicPartition> PARTITIONS = IntStream.range(0, Topics.DEFAULT_PARTITIONS)
            .mapToObj(partition -> new TopicPartition(TOPIC.name(), partition))
            .toList();

    private final String kafka;
    private final Map<TopicPartition, Long> starts;

    private SpawnRequestsLog(String kafka) {
        this.kafka = kafka;
        try (KafkaConsumer<ReservoirId, SpawnRequest> consumer = consumer()) {
            this.starts = consumer.endOffsets(PARTITIONS);
        }
    }

    public static SpawnRequestsLog openAtEnd(String kafka) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            TopicProvisioner topics = new TopicProvisioner(admin, TopicPlan.of(Topics.DEFAULT_PARTITIONS));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptionsInstanceOf(KafkaException.class)
                    .until(() -> {
                        topics.provision();
                        return true;
                    });
        }
        return new SpawnRequestsLog(kafka);
    }

    /** Everything on the topic after the start. */
    public List<ConsumerRecord<ReservoirId, SpawnRequest>> read() {
        try (KafkaConsumer<ReservoirId, SpawnRequest> consumer = consumer()) {
            consumer.assign(PARTITIONS);
            starts.forEach(consumer::seek);
            Map<TopicPartition, Long> ends = consumer.endOffsets(PARTITIONS);
            List<ConsumerRecord<ReservoirId, SpawnRequest>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    private KafkaConsumer<ReservoirId, SpawnRequest> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed"),
                TOPIC.keySerde().deserializer(),
                TOPIC.valueSerde().deserializer());
    }
}
