package commuter.access.topics;

import commuter.schemas.TopicPlan;
import commuter.schemas.TopicPrefix;
import commuter.schemas.Topics;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the settings say about the topics; the same for every service, because each creates those that are missing.
 *
 * @param partitions number of partitions of every topic; the same for every service, and as many as existing topics
 *     have
 * @param topicPrefix how the names of all topics begin; empty for nothing
 * @param topicRetention how long the records of each topic are kept
 * @param topicConfigs further settings of every topic, by Kafka's names, such as min.insync.replicas; what is left out
 *     is as the brokers say
 */
@ConfigurationProperties(TopicSettings.PREFIX)
public record TopicSettings(
        @DefaultValue("" + Topics.DEFAULT_PARTITIONS) int partitions,
        @DefaultValue("") String topicPrefix,
        @DefaultValue @NestedConfigurationProperty TopicRetention topicRetention,
        @DefaultValue Map<String, String> topicConfigs) {
    public static final String PREFIX = "commuter";

    private static final int MOST_PARTITIONS = 1000;

    /** What is not the same for all topics, or what the services rely on. */
    private static final Set<String> OWN = Set.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.RETENTION_MS_CONFIG,
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            TopicConfig.COMPRESSION_TYPE_CONFIG,
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);

    public TopicSettings {
        if (partitions < 1 || partitions > MOST_PARTITIONS) {
            throw new IllegalArgumentException(
                    PREFIX + ".partitions " + partitions + ": must be 1 to " + MOST_PARTITIONS + ", e.g. 12");
        }
        TopicPrefix.check(topicPrefix);
        topicConfigs = Map.copyOf(topicConfigs);
        topicConfigs.forEach((name, value) -> {
            if (OWN.contains(name)) {
                throw new IllegalArgumentException(PREFIX + ".topic-configs." + name + " " + value
                        + ": is not for all topics. Remove it; how long records are kept is set by " + PREFIX
                        + ".topic-retention");
            }
        });
    }

    /** The topics with these settings. */
    public TopicPlan plan() {
        return TopicPlan.of(partitions).with(topicRetention.byTopic(), topicConfigs);
    }
}
