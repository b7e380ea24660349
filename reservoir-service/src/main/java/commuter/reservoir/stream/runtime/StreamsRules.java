package commuter.reservoir.stream.runtime;

import commuter.reservoir.ReservoirSettings;
import commuter.reservoir.StartFailedException;
import commuter.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;

/**
 * What the guarantees need of Kafka Streams' configuration. A value that contradicts is refused: Kafka Streams would
 * lose or double records with it, or ignore it.
 */
final class StreamsRules {
    /** All records of a fetch are handed out at once: Kafka Streams does not know of those that it has not got yet. */
    static final int RECORDS_OF_A_POLL = 100_000;

    private static final List<String> STREAMS = List.of("");
    private static final List<String> CONSUMER =
            List.of("", StreamsConfig.CONSUMER_PREFIX, StreamsConfig.MAIN_CONSUMER_PREFIX);
    private static final List<String> PRODUCER = List.of("", StreamsConfig.PRODUCER_PREFIX);
    private static final List<String> TOPIC = List.of(StreamsConfig.TOPIC_PREFIX);

    private final List<Rule> rules = new ArrayList<>();

    /** A rule for one setting, with every prefix under which Kafka Streams takes it. */
    private record Rule(List<String> prefixes, String name, Predicate<String> allows, String wanted) {}

    StreamsRules(ReservoirSettings settings, String applicationId) {
        is(STREAMS, StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        instead(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString(), "commuter.state-dir");
        instead(
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                Integer.toString(settings.streamThreads()),
                "commuter.stream-threads");
        handlers();
        unset(STREAMS, StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG);
        unset(STREAMS, StreamsConfig.DEFAULT_CLIENT_SUPPLIER_CONFIG);
        unset(STREAMS, StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG);
        is(CONSUMER, ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        atLeast(STREAMS, StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0);
        clients(settings, applicationId);
        atLeast(TOPIC, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Topics.MAX_ENLARGED_RECORD);
        unset(TOPIC, TopicConfig.CLEANUP_POLICY_CONFIG);
    }

    /** The topology turns what it cannot use into dead letters. What fails besides must be tried again. */
    private void handlers() {
        String fail = LogAndFailExceptionHandler.class.getName();
        is(STREAMS, StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, fail);
        is(STREAMS, "default.deserialization.exception.handler", fail);
        is(
                STREAMS,
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndFailProcessingExceptionHandler.class.getName());
        unset(STREAMS, StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG);
        unset(STREAMS, "default.production.exception.handler");
    }

    private void clients(ReservoirSettings settings, String applicationId) {
        is(CONSUMER, ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        is(CONSUMER, ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        is(CONSUMER, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        is(CONSUMER, ConsumerConfig.GROUP_ID_CONFIG, applicationId);
        unset(CONSUMER, ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG);
        atLeast(CONSUMER, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_OF_A_POLL);
        for (String prefix : CONSUMER) {
            instead(prefix + ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.instanceId(), "commuter.instance-id");
        }
        add(
                PRODUCER,
                ProducerConfig.ACKS_CONFIG,
                List.of("all", "-1")::contains,
                "the reservoir's guarantees need all. Remove the setting.");
        is(PRODUCER, ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        is(PRODUCER, ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG, "false");
        unset(PRODUCER, ProducerConfig.PARTITIONER_CLASS_CONFIG);
        unset(PRODUCER, ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        atLeast(PRODUCER, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_ENLARGED_RECORD);
    }

    /**
     * Refuses values that contradict.
     *
     * @param properties what the operator has set
     * @param nameOf the name of a property in the settings of Spring
     * @throws StartFailedException that names the property, the value and the way out
     */
    void check(Map<String, Object> properties, UnaryOperator<String> nameOf) {
        for (Rule rule : rules) {
            for (String prefix : rule.prefixes()) {
                Object value = properties.get(prefix + rule.name());
                if (value != null && !rule.allows().test(text(value))) {
                    throw new StartFailedException(
                            nameOf.apply(prefix + rule.name()) + "=" + text(value) + ": " + rule.wanted());
                }
            }
        }
    }

    private void is(List<String> prefixes, String name, String value) {
        add(prefixes, name, value::equals, "the reservoir's guarantees need " + value + ". Remove the setting.");
    }

    private void instead(String name, String value, String setting) {
        add(STREAMS, name, value::equals, setting + "=" + value + " is used. Remove this, and set " + setting + ".");
    }

    private void unset(List<String> prefixes, String name) {
        add(prefixes, name, value -> false, "the reservoir's guarantees need its own. Remove the setting.");
    }

    private void atLeast(List<String> prefixes, String name, int least) {
        add(
                prefixes,
                name,
                value -> isAtLeast(value, least),
                "the reservoir's guarantees need at least " + least + ". Raise the value, or remove the setting.");
    }

    private void add(List<String> prefixes, String name, Predicate<String> allows, String wanted) {
        rules.add(new Rule(prefixes, name, allows, wanted));
    }

    private static boolean isAtLeast(String value, int least) {
        try {
            return Long.parseLong(value.trim()) >= least;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String text(Object value) {
        return value instanceof Class<?> type ? type.getName() : String.valueOf(value);
    }
}
