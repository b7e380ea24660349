package commuter.reservoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import commuter.schemas.TopicPlan;
import commuter.schemas.TopicProvisioner;
import commuter.schemas.TopicReconciler;
import commuter.testing.RunningKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Topics whose settings differ from what is configured are reported, and changed on request only. */
class TopicReconcilerTest {
    private static final int PARTITIONS = 3;
    private static final TopicPlan USUAL = TopicPlan.of(PARTITIONS);
    private static final TopicPlan OTHER =
            USUAL.with(Map.of("passenger.expired", Duration.ofDays(3)), Map.of("min.insync.replicas", "2"));

    private final Admin admin = Admin.create(Map.of("bootstrap.servers", RunningKafka.sharedServers()));
    private final Logger logger = (Logger) LoggerFactory.getLogger(TopicReconciler.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void provision() {
        new TopicProvisioner(admin, USUAL).provision();
        new TopicReconciler(admin, USUAL).reconcile();
        awaitSetting("passenger.expired", "retention.ms", "604800000");
        awaitSetting("passenger.expired", "min.insync.replicas", "1");
        logger.setLevel(Level.INFO);
        log.start();
        logger.addAppender(log);
    }

    @Test
    void aDifferenceIsOneLineWithTopicSettingBothValuesAndTheWayOut() throws Exception {
        new TopicReconciler(admin, USUAL.with(Map.of("passenger.expired", Duration.ofDays(3)), Map.of())).report();

        assertThat(lines())
                .singleElement()
                .asString()
                .contains("passenger.expired", "retention.ms=604800000", "259200000", "--reconcile-topics");
        assertThat(setting("passenger.expired", "retention.ms")).isEqualTo("604800000");
    }

    @Test
    void topicsThatAreAsConfiguredAreNotMentioned() {
        new TopicReconciler(admin, USUAL).report();

        assertThat(lines()).isEmpty();
    }

    @Test
    void onRequestTheTopicsGetWhatIsConfigured() throws Exception {
        new TopicReconciler(admin, OTHER.with(Map.of(), Map.of("min.insync.replicas", "1"))).reconcile();

        awaitSetting("passenger.expired", "retention.ms", "259200000");
        assertThat(lines()).singleElement().asString().contains("retention.ms", "passenger.expired", "259200000");
        log.list.clear();
        new TopicReconciler(admin, OTHER).report();
        assertThat(lines())
                .hasSize(OTHER.topics().size())
                .allSatisfy(line -> assertThat(line).contains("min.insync.replicas=1, but 2 is configured"));
    }

    @Test
    void theRequestHasAShortForm() {
        assertThat(ReservoirApplication.named("--server.port=0", "--reconcile-topics"))
                .containsExactly("--server.port=0", "--commuter.reconcile-topics=true");
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    /** A broker learns of a change a moment after it is acknowledged. */
    private void awaitSetting(String topic, String name, String value) {
        await().untilAsserted(() -> assertThat(setting(topic, name)).isEqualTo(value));
    }

    private String setting(String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(name)
                .value();
    }

    @AfterEach
    void restore() {
        logger.detachAppender(log);
        logger.setLevel(null);
        new TopicReconciler(admin, USUAL).reconcile();
        admin.close();
    }
}
