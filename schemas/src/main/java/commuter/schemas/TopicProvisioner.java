package commuter.schemas;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The only code that creates the topics. Every service calls it at start. It may be called again, and by several
 * processes at once.
 */
public final class TopicProvisioner {
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(10);

    private final Admin admin;
    private final TopicPlan plan;

    public TopicProvisioner(Admin admin, TopicPlan plan) {
        this.admin = admin;
        this.plan = plan;
    }

    /**
     * Creates missing topics, checks the partition count of existing ones, and sets the broker's clock for the topics
     * that require it.
     *
     * @throws IllegalStateException when a topic has another number of partitions: records of one reservoir would then
     *     be in different partitions, and be processed by different tasks
     * @throws KafkaException when the cluster cannot be asked
     */
    public void provision() {
        Set<String> existing = get(() -> admin.listTopics().names().get());
        List<NewTopic> missing = plan.topics().stream()
                .filter(topic -> !existing.contains(topic.name()))
                .map(topic -> new NewTopic(topic.name(), Optional.of(plan.partitions()), Optional.empty())
                        .configs(topic.configs()))
                .toList();
        admin.createTopics(missing).values().forEach((name, created) -> get(() -> createdByAnyone(created::get)));
        verify();
        get(this::alignTimestampTypes);
    }

    private boolean alignTimestampTypes() throws ExecutionException, InterruptedException {
        new TimestampTypes(admin).align(plan.topics());
        return true;
    }

    private void verify() {
        String wrong = describe().values().stream()
                .filter(topic -> topic.partitions().size() != plan.partitions())
                .map(topic -> topic.name() + " has " + topic.partitions().size())
                .sorted()
                .collect(Collectors.joining(", "));
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("Every topic must have " + plan.partitions() + " partitions (setting"
                    + " commuter.partitions), but " + wrong + ". Set commuter.partitions to the number they have, or"
                    + " recreate the topics that differ.");
        }
    }

    /** A broker may not yet know a topic that another broker has just created. */
    private Map<String, TopicDescription> describe() {
        List<String> names = plan.topics().stream().map(Topic::name).toList();
        long deadline = System.nanoTime() + KNOWN_WITHIN.toNanos();
        while (true) {
            try {
                return get(() -> admin.describeTopics(names).allTopicNames().get());
            } catch (KafkaException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw e;
                }
            }
            get(TopicProvisioner::waitALittle);
        }
    }

    private static boolean waitALittle() throws InterruptedException {
        Thread.sleep(50);
        return true;
    }

    private static boolean createdByAnyone(Call<Void> created) throws ExecutionException, InterruptedException {
        try {
            created.call();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
        return true;
    }

    private static <T> T get(Call<T> call) {
        try {
            return call.call();
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "Kafka refused to list, create or change the topics: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while creating the topics", e);
        }
    }

    private interface Call<T> {
        T call() throws ExecutionException, InterruptedException;
    }
}
