package commuter.reservoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import commuter.schemas.cluster.ClusterWatch;
import commuter.testing.RunningKafka;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the service logs about the Kafka cluster. */
class ClusterWatchTest {
    private static final Duration OFTEN = Duration.ofMillis(200);

    private final String topic = "watched-" + UUID.randomUUID();
    private final Logger logger = (Logger) LoggerFactory.getLogger(ClusterWatch.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    @Test
    void thatWritesAreNotAcknowledgedIsSaidOnceAndThatTheyAreAgain() throws Exception {
        Map<String, Object> kafka = Map.of("bootstrap.servers", RunningKafka.sharedServers());
        try (Admin admin = Admin.create(kafka);
                ClusterWatch watch = new ClusterWatch(kafka, List.of(topic, "a-topic-that-is-not-there"), OFTEN)) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
            requireReplicas(admin, 2);
            watch.start();

            awaitSaid(1);
            assertThat(watch.obstacles()).containsOnlyKeys("acknowledgement");
            assertThat(watch.obstacles().get("acknowledgement"))
                    .startsWith("2 partitions have fewer replicas in sync than min.insync.replicas, " + topic + "-0")
                    .contains("(since ");
            await().until(() -> watch.oldestObstacle().compareTo(OFTEN.multipliedBy(3)) > 0);

            requireReplicas(admin, 1);
            awaitSaid(2);
            assertThat(watch.obstacles()).isEmpty();
            assertThat(watch.oldestObstacle()).isZero();
            assertThat(said().get(0)).startsWith("Kafka: 2 partitions have fewer replicas");
            assertThat(said().get(1)).startsWith("Kafka: acknowledgement is well again, after ");
        }
    }

    @Test
    void thatNoBrokerAnswersIsSaidInALine() {
        Map<String, Object> nowhere = Map.of("bootstrap.servers", "localhost:1");
        try (ClusterWatch watch = new ClusterWatch(nowhere, List.of(topic), OFTEN)) {
            watch.start();

            awaitSaid(1);

            assertThat(watch.obstacles()).containsOnlyKeys("the cluster");
            assertThat(said().get(0)).startsWith("Kafka: localhost:1 does not answer");
        }
    }

    private void requireReplicas(Admin admin, int count) throws Exception {
        Collection<AlterConfigOp> change = List.of(new AlterConfigOp(
                new ConfigEntry(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(count)),
                AlterConfigOp.OpType.SET));
        admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), change))
                .all()
                .get();
    }

    private void awaitSaid(int count) {
        await().atMost(Duration.ofMinutes(1)).until(() -> said().size() == count);
    }

    private List<String> said() {
        return List.copyOf(lines.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
