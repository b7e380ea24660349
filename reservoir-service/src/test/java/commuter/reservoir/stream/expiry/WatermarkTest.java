package commuter.reservoir.stream.expiry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import commuter.testing.RunningKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Passengers may expire once everything that was acknowledged before is decided, in any partition and also within
 * transactions.
 */
class WatermarkTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final String servers = RunningKafka.sharedServers();
    private final String topic = "watermark-" + UUID.randomUUID();
    private final String group = topic;
    private final TopicPartition home = new TopicPartition(topic, 0);
    private final TopicPartition astray = new TopicPartition(topic, 1);
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", servers));
    private final InputOffsets offsets = new InputOffsets(
            Admin.create(Map.of("bootstrap.servers", servers)),
            () -> GroupProgress.reader(Map.of("bootstrap.servers", servers)),
            group);
    private final Watermark watermark = new Watermark(offsets, Set.of(home, astray));

    @BeforeEach
    void createTopic() throws Exception {
        NewTopic twoPartitions = new NewTopic(topic, Optional.of(2), Optional.empty())
                .configs(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));
        admin.createTopics(List.of(twoPartitions)).all().get();
    }

    @AfterEach
    void close() throws Exception {
        admin.deleteTopics(List.of(topic)).all().get();
        admin.close();
        offsets.close();
    }

    @Test
    void whatIsAcknowledgedHoldsItUpUntilTheGroupHasDecidedIt() throws Exception {
        RecordMetadata sent = send(home);
        watermark.decidedBefore();
        awaitHeldUpBy(home);
        assertThat(watermark.advance()).as("however long nothing moves").containsOnlyKeys(home);
        assertThat(watermark.decidedBefore()).isEqualTo(Instant.EPOCH);

        commit(home, sent.offset() + 1);

        awaitHeldUpBy();
        assertThat(watermark.decidedBefore().toEpochMilli()).isGreaterThanOrEqualTo(sent.timestamp());
    }

    @Test
    void whatIsSentToItsPartitionIsWaitedForAgain() throws Exception {
        RecordMetadata misplaced = send(astray);
        long mark = watermark.mark();
        awaitHeldUpBy(astray);

        RecordMetadata sentToItsPartition = send(home);
        commit(astray, misplaced.offset() + 1);
        awaitHeldUpBy(home);
        assertThat(watermark.isPassed(mark)).isFalse();

        commit(home, sentToItsPartition.offset() + 1);
        awaitHeldUpBy();
        assertThat(watermark.isPassed(mark)).isTrue();
    }

    @Test
    void anOpenTransactionHoldsItUpAndOneThatWasAbortedDoesNot() throws Exception {
        try (KafkaProducer<byte[], byte[]> client = producer(Map.of("transactional.id", topic))) {
            client.initTransactions();
            client.beginTransaction();
            client.send(new ProducerRecord<>(topic, home.partition(), null, new byte[1]))
                    .get();
            watermark.decidedBefore();
            awaitHeldUpBy(home);
            assertThat(watermark.advance()).as("however long it stays open").containsOnlyKeys(home);

            client.abortTransaction();
        }
        // There is nothing to decide, and no offset is ever committed. The end of the transaction becomes visible
        // only after its client's call.
        awaitHeldUpBy();
    }

    @Test
    void aMarkIsPassedByWhatBeganAfterIt() throws Exception {
        RecordMetadata first = send(home);
        watermark.decidedBefore();
        awaitHeldUpBy(home);

        long mark = watermark.mark();
        commit(home, first.offset() + 1);
        awaitHeldUpBy();
        assertThat(watermark.isPassed(mark)).as("what came in between counts").isFalse();
        awaitHeldUpBy();
        assertThat(watermark.isPassed(mark)).isTrue();
    }

    @Test
    void kafkaIsNotAskedWhileTheAnswerIsNotNeeded() {
        assertThat(watermark.advance()).isEmpty();
        assertThat(watermark.decidedBefore()).isEqualTo(Instant.EPOCH);
    }

    /**
     * Advances until exactly these partitions are waited for; without any, until a round is over. One call may take
     * longer than its time-out.
     */
    private void awaitHeldUpBy(TopicPartition... expected) {
        await().atMost(LONG)
                .pollInSameThread()
                .until(() -> watermark.advance().keySet().equals(Set.of(expected)));
    }

    private RecordMetadata send(TopicPartition partition) throws Exception {
        try (KafkaProducer<byte[], byte[]> client = producer(Map.of())) {
            return client.send(new ProducerRecord<>(topic, partition.partition(), null, "command".getBytes(UTF_8)))
                    .get();
        }
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put("bootstrap.servers", servers);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void commit(TopicPartition partition, long offset) throws Exception {
        admin.alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(offset)))
                .all()
                .get();
    }
}
