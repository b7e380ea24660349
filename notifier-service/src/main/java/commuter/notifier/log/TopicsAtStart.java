package commuter.notifier.log;

import commuter.access.topics.TopicSettings;
import commuter.schemas.TopicPlan;
import commuter.schemas.TopicProvisioner;
import commuter.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** Creates missing topics before they are read. */
@Component
class TopicsAtStart {
    private static final String PATIENCE_MS = "30000";

    private final Map<String, Object> configuration;
    private final TopicPlan plan;

    TopicsAtStart(KafkaAdmin admin, TopicSettings topics) {
        this.configuration = new HashMap<>(admin.getConfigurationProperties());
        this.plan = topics.plan();
    }

    /**
     * Returns the identity of the lifecycle log; throws {@link UnusableTopicsException} when Kafka does not answer, or
     * topics have another number of partitions.
     */
    String provision() {
        configuration.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        configuration.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
        try (Admin admin = Admin.create(configuration)) {
            new TopicProvisioner(admin, plan).provision();
            String log = Topics.LIFECYCLE.name();
            return Objects.requireNonNull(admin.describeTopics(List.of(log))
                            .allTopicNames()
                            .get()
                            .get(log))
                    .topicId()
                    .toString();
        } catch (KafkaException e) {
            throw new UnusableTopicsException(
                    "Kafka at " + configuration.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)
                            + " (setting spring.kafka.bootstrap-servers) cannot be used: " + e.getMessage(),
                    e);
        } catch (ExecutionException e) {
            throw new UnusableTopicsException("The topics cannot be described: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnusableTopicsException("Interrupted while asking for the topics", e);
        } catch (IllegalStateException e) {
            throw new UnusableTopicsException(e.getMessage(), e);
        }
    }
}
