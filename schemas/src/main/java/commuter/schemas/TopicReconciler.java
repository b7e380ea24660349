package commuter.schemas;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the settings of existing topics with those that are configured, and changes them on request. It never
 * changes the number of partitions: the records of one reservoir would then be in two partitions, and no longer in
 * order.
 */
public final class TopicReconciler {
    private static final Logger log = LoggerFactory.getLogger(TopicReconciler.class);

    private final Admin admin;
    private final TopicPlan plan;

    public TopicReconciler(Admin admin, TopicPlan plan) {
        this.admin = admin;
        this.plan = plan;
    }

    /**
     * Logs each difference with the way out.
     *
     * @throws KafkaException when the cluster cannot be asked
     */
    public void report() {
        for (TopicDifference difference : differences()) {
            log.warn(
                    "Topic {} has {}={}, but {} is configured. Start the reservoir once with --reconcile-topics to"
                            + " change the topic, or configure what it has",
                    difference.topic(),
                    difference.setting(),
                    difference.found(),
                    difference.configured());
        }
    }

    /**
     * Gives the topics the settings that are configured. Those that this service may not change are logged.
     *
     * @throws KafkaException when the cluster cannot be asked
     */
    public void reconcile() {
        differences().stream()
                .collect(Collectors.groupingBy(TopicDifference::topic))
                .forEach(this::change);
    }

    /** What differs. A topic of which nothing is known, because it has just been created, does not. */
    List<TopicDifference> differences() {
        Map<ConfigResource, Topic<?, ?>> resources = new HashMap<>();
        plan.topics().forEach(topic -> resources.put(resource(topic.name()), topic));
        List<TopicDifference> differences = new ArrayList<>();
        admin.describeConfigs(resources.keySet())
                .values()
                .forEach((resource, answer) -> get(resource, answer)
                        .ifPresent(
                                found -> compare(Objects.requireNonNull(resources.get(resource)), found, differences)));
        return differences.stream()
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .toList();
    }

    private static void compare(Topic<?, ?> topic, Config found, List<TopicDifference> differences) {
        topic.configs().forEach((setting, configured) -> {
            ConfigEntry entry = found.get(setting);
            String value = entry == null || entry.value() == null ? "nothing" : entry.value();
            if (!configured.equals(value)) {
                differences.add(new TopicDifference(topic.name(), setting, value, configured));
            }
        });
    }

    private void change(String topic, List<TopicDifference> differences) {
        Collection<AlterConfigOp> changes = differences.stream()
                .map(difference -> new ConfigEntry(difference.setting(), difference.configured()))
                .map(entry -> new AlterConfigOp(entry, OpType.SET))
                .toList();
        ConfigResource resource = resource(topic);
        KafkaFuture<Boolean> answer =
                admin.incrementalAlterConfigs(Map.of(resource, changes)).all().thenApply(done -> true);
        if (get(resource, answer).isPresent()) {
            differences.forEach(difference -> log.info(
                    "Changed {} of {} from {} to {}",
                    difference.setting(),
                    topic,
                    difference.found(),
                    difference.configured()));
        }
    }

    /** Kafka's answer; empty when it says that this service may not know or change that. */
    private static <T> Optional<T> get(ConfigResource resource, KafkaFuture<T> answer) {
        try {
            return Optional.of(answer.get());
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            if (cause instanceof AuthorizationException || cause instanceof PolicyViolationException) {
                log.warn(
                        "The settings of topic {} can be neither compared nor changed by this service ({}). Use"
                                + " kafka-configs.sh --bootstrap-server ... --describe --topic {}",
                        resource.name(),
                        cause.getMessage(),
                        resource.name());
                return Optional.empty();
            }
            throw new KafkaException(
                    "Kafka refused to describe or change the topic " + resource.name() + ": " + cause, cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while comparing the topics", e);
        }
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }
}
