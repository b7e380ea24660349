package commuter.spawner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import commuter.testing.RunningKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several pipelines can share a Kafka: the names of a service's topics begin as its settings say. */
class PrefixedTopicsTest {
    private static final String PREFIX = "evening.";
    private static final int PARTITIONS = 2;

    @Test
    void aServiceCreatesAndUsesTheTopicsOfItsPrefixOnly(@TempDir Path folder) throws Exception {
        String kafka = RunningKafka.sharedServers();
        Process service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SpawnerApplication.class.getName(),
                        "--commuter.topic-prefix=" + PREFIX,
                        "--commuter.partitions=" + PARTITIONS,
                        "--commuter.spawn.group=prefixed",
                        "--commuter.clock.start=2026-03-02T07:30:00",
                        "--commuter.clock.speed=600",
                        "--server.port=0",
                        "--spring.kafka.bootstrap-servers=" + kafka)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            await().atMost(Duration.ofMinutes(3)).until(() -> records(admin) > 0);

            Set<String> topics = admin.listTopics().names().get();
            assertThat(topics).contains(PREFIX + "passenger.lifecycle", PREFIX + "passenger.commands");
            assertThat(topics.stream().filter(name -> name.startsWith(PREFIX))).hasSize(11);
        } finally {
            service.destroyForcibly().waitFor();
        }
    }

    private static long records(Admin admin) throws Exception {
        String topic = PREFIX + "passenger.spawn-requests";
        if (!admin.listTopics().names().get().contains(topic)) {
            return 0;
        }
        Collection<ListOffsetsResultInfo> ends = admin.listOffsets(IntStream.range(0, PARTITIONS)
                        .boxed()
                        .collect(Collectors.toMap(
                                number -> new TopicPartition(topic, number), number -> OffsetSpec.latest())))
                .all()
                .get()
                .values();
        return ends.stream().mapToLong(ListOffsetsResultInfo::offset).sum();
    }
}
