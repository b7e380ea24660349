package commuter.reservoir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.TopicPlan;
import commuter.schemas.TopicProvisioner;
import commuter.schemas.Topics;
import commuter.testing.RunningKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Input topics, to which clients write, use the broker's clock, including topics that were created before this was set.
 */
class InputTopicsTest {
    private static final int PARTITIONS = 3;
    private static final String NAME = "message.timestamp.type";

    private final Admin admin = Admin.create(Map.of("bootstrap.servers", RunningKafka.sharedServers()));

    @Test
    void aTopicOfBeforeIsChangedAtStart() throws Exception {
        provision();
        set("passenger.commands", "CreateTime");
        set("passenger.spawn-requests", "CreateTime");

        provision();

        assertThat(timestampType("passenger.commands")).isEqualTo("LogAppendTime");
        assertThat(timestampType("passenger.spawn-requests")).isEqualTo("LogAppendTime");
        assertThat(timestampType("passenger.lifecycle")).isEqualTo("CreateTime");
    }

    /** In seconds instead of milliseconds; in the future; in microseconds; and an impossible value. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1_764_200_000L, 4_102_444_800_000L, 1_764_200_000_000_000L, Long.MAX_VALUE})
    void aRecordIsKeptWhateverItsSendersClockSays(long timestamp) throws Exception {
        provision();
        Instant before = Instant.now().minus(Duration.ofMinutes(1));

        assertThat(appendedAt(Topics.COMMANDS.name(), timestamp)).isBetween(before, before.plus(Duration.ofMinutes(5)));
        assertThat(appendedAt(Topics.SPAWN_REQUESTS.name(), timestamp))
                .isBetween(before, before.plus(Duration.ofMinutes(5)));
    }

    /** No consumer sees the record: its transaction is aborted. */
    private static Instant appendedAt(String topic, long timestamp) throws Exception {
        Map<String, Object> config =
                Map.of("bootstrap.servers", RunningKafka.sharedServers(), "transactional.id", "input-topics-test");
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var record = new ProducerRecord<>(topic, 0, timestamp, "route:1A".getBytes(UTF_8), "{}".getBytes(UTF_8));
            long appended = producer.send(record).get().timestamp();
            producer.abortTransaction();
            return Instant.ofEpochMilli(appended);
        }
    }

    private void provision() {
        new TopicProvisioner(admin, TopicPlan.of(PARTITIONS)).provision();
    }

    private void set(String topic, String type) throws Exception {
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry(NAME, type), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource(topic), List.of(change)))
                .all()
                .get();
    }

    private String timestampType(String topic) throws Exception {
        ConfigResource resource = resource(topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(NAME)
                .value();
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    @AfterEach
    void disconnect() {
        admin.close();
    }
}
