package commuter.access.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import commuter.schemas.Topic;
import commuter.schemas.TopicPlan;
import commuter.schemas.Topics;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What the settings make of the topics. */
class TopicSettingsTest {

    @Test
    void withoutSettingsTheTopicsAreAsUsual() {
        assertThat(plan(Map.of())).isEqualTo(configs(TopicPlan.of(Topics.DEFAULT_PARTITIONS)));
    }

    @Test
    void retentionIsSetByTopicAndOtherSettingsForAll() {
        Map<String, Map<String, String>> plan = plan(Map.of(
                "commuter.topic-retention.spawn-requests", "3d",
                "commuter.topic-configs.min.insync.replicas", "2"));

        assertThat(plan.get("passenger.spawn-requests")).containsEntry("retention.ms", "259200000");
        assertThat(plan.get("passenger.commands")).containsEntry("retention.ms", "86400000");
        assertThat(plan.values()).allSatisfy(configs -> assertThat(configs).containsEntry("min.insync.replicas", "2"));
    }

    @ParameterizedTest
    @CsvSource({
        "commuter.partitions, 0, commuter.partitions 0: must be 1 to 1000",
        "commuter.topic-retention.dead-letters, 5m, commuter.topic-retention.dead-letters PT5M: must be 1h to 36500d",
        "commuter.topic-prefix, a b, commuter.topic-prefix=a b: must be at most 100 letters",
        "commuter.topic-configs.cleanup.policy, delete, commuter.topic-configs.cleanup.policy delete: is not for all",
    })
    void aWrongValueIsRefusedByName(String name, String value, String message) {
        assertThatThrownBy(() -> plan(Map.of(name, value))).rootCause().hasMessageStartingWith(message);
    }

    private static Map<String, Map<String, String>> plan(Map<String, String> settings) {
        return configs(new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate(TopicSettings.PREFIX, TopicSettings.class)
                .plan());
    }

    private static Map<String, Map<String, String>> configs(TopicPlan plan) {
        return plan.topics().stream().collect(Collectors.toMap(Topic::name, Topic::configs));
    }
}
