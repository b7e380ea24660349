package commuter.schemas;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The topics as they are configured.
 *
 * @param partitions number of partitions of every topic
 * @param topics all topics, with their settings
 */
public record TopicPlan(int partitions, List<Topic<ReservoirId, ?>> topics) {

    /** All topics with the settings that they have by default. */
    public static TopicPlan of(int partitions) {
        return new TopicPlan(partitions, Topics.ALL);
    }

    /**
     * The same, with these settings.
     *
     * @param retention by the topic's name; topics that are left out keep theirs
     * @param configs further settings of every topic, by Kafka's names
     */
    public TopicPlan with(Map<String, Duration> retention, Map<String, String> configs) {
        return new TopicPlan(
                partitions,
                topics.stream()
                        .<Topic<ReservoirId, ?>>map(topic -> configured(topic, retention, configs))
                        .toList());
    }

    private static <V> Topic<ReservoirId, V> configured(
            Topic<ReservoirId, V> topic, Map<String, Duration> retention, Map<String, String> configs) {
        Duration kept = retention.get(topic.name());
        Topic<ReservoirId, V> configured = kept == null ? topic : topic.withRetention(kept);
        for (Map.Entry<String, String> config : configs.entrySet()) {
            configured = configured.with(config.getKey(), config.getValue());
        }
        return configured;
    }
}
