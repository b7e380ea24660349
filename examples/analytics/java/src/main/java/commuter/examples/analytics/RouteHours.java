package commuter.examples.analytics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.apache.kafka.streams.processor.LogAndSkipOnInvalidTimestamp;

/** Keeps the figures of each route and hour up to date on the topic {@code route-hours}, until it is stopped. */
public final class RouteHours {
    private RouteHours() {}

    public static void main(String... arguments) throws InterruptedException, ExecutionException {
        createOutput();
        Properties settings = new Properties();
        settings.putAll(settings());
        CountDownLatch failed = new CountDownLatch(1);
        try (KafkaStreams streams = new KafkaStreams(RouteHoursTopology.in(Environment.zone()), settings)) {
            streams.setStateListener((now, before) -> {
                if (now == KafkaStreams.State.ERROR) {
                    failed.countDown();
                }
            });
            Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
            streams.start();
            failed.await();
        }
        // The log has told why.
        Runtime.getRuntime().halt(1);
    }

    private static Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "route-hours");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, Environment.bootstrapServers());
        // It reads with read_committed, and counts each event once even if it is killed.
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndContinueExceptionHandler.class);
        settings.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, LogAndSkipOnInvalidTimestamp.class);
        String folder = System.getenv("STATE_DIR");
        if (folder != null) {
            settings.put(StreamsConfig.STATE_DIR_CONFIG, folder);
        }
        return settings;
    }

    private static void createOutput() throws InterruptedException, ExecutionException {
        NewTopic output = new NewTopic(RouteHoursTopology.OUTPUT, Optional.empty(), Optional.empty())
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        Map<String, Object> kafka = Map.of(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, Environment.bootstrapServers());
        try (Admin admin = Admin.create(kafka)) {
            admin.createTopics(List.of(output)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
