package commuter.access.topics;

import commuter.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long Kafka keeps the records of each topic, at least 1h. The topic of the stats is compacted, and keeps the
 * latest of each reservoir.
 *
 * @param spawnRequests how long spawn requests are kept
 * @param commands how long commands are kept
 * @param lifecycle how long the events of all types are kept
 * @param spawned how long the events of the type SPAWNED are kept
 * @param boarded how long the events of the type BOARDED are kept
 * @param alighted how long the events of the type ALIGHTED are kept
 * @param cancelled how long the events of the type CANCELLED are kept
 * @param expired how long the events of the type EXPIRED are kept
 * @param commandResults how long results of commands are kept; a caller can ask for a result as long
 * @param deadLetters how long dead letters are kept
 */
public record TopicRetention(
        @DefaultValue("1d") Duration spawnRequests,
        @DefaultValue("1d") Duration commands,
        @DefaultValue("7d") Duration lifecycle,
        @DefaultValue("7d") Duration spawned,
        @DefaultValue("7d") Duration boarded,
        @DefaultValue("7d") Duration alighted,
        @DefaultValue("7d") Duration cancelled,
        @DefaultValue("7d") Duration expired,
        @DefaultValue("1d") Duration commandResults,
        @DefaultValue("14d") Duration deadLetters) {
    private static final String SETTING = TopicSettings.PREFIX + ".topic-retention.";
    private static final Duration LEAST = Duration.ofHours(1);
    private static final Duration MOST = Duration.ofDays(36_500);

    public TopicRetention {
        check("spawn-requests", spawnRequests);
        check("commands", commands);
        check("lifecycle", lifecycle);
        check("spawned", spawned);
        check("boarded", boarded);
        check("alighted", alighted);
        check("cancelled", cancelled);
        check("expired", expired);
        check("command-results", commandResults);
        check("dead-letters", deadLetters);
    }

    private static void check(String name, Duration value) {
        if (value.compareTo(LEAST) < 0 || value.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(SETTING + name + " " + value + ": must be 1h to 36500d, e.g. 7d");
        }
    }

    /** By the name of the topic. */
    Map<String, Duration> byTopic() {
        return Map.of(
                Topics.SPAWN_REQUESTS.name(), spawnRequests,
                Topics.COMMANDS.name(), commands,
                Topics.LIFECYCLE.name(), lifecycle,
                Topics.SPAWNED.name(), spawned,
                Topics.BOARDED.name(), boarded,
                Topics.ALIGHTED.name(), alighted,
                Topics.CANCELLED.name(), cancelled,
                Topics.EXPIRED.name(), expired,
                Topics.COMMAND_RESULTS.name(), commandResults,
                Topics.DEAD_LETTERS.name(), deadLetters);
    }
}
