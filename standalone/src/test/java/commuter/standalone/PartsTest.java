package commuter.standalone;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import commuter.standalone.net.Tcp;
import commuter.standalone.parts.Part;
import commuter.standalone.parts.PartFailedException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts with real processes. */
class PartsTest {
    @TempDir
    Path folder;

    /** In a folder with any name: Kafka's settings have their own encoding. */
    @Test
    void kafka_keeps_its_records_over_a_restart_and_over_kill_9() throws Exception {
        try (Pipeline pipeline = builder().only(Port.KAFKA).build()) {
            pipeline.start(Progress.SILENT);
            Part kafka = pipeline.part(Port.KAFKA);
            write(pipeline, "first");
            kafka.stop();
            kafka.start();
            write(pipeline, "second");
            kafka.kill();
            kafka.start();

            assertThat(read(pipeline, 2)).containsExactly("first", "second");
            assertThat(pipeline.failure()).isNotDone();
            assertThat(data().resolve("kafka/records/kept-0")).isDirectory();
            assertThat(folder).isDirectoryNotContaining(path -> !path.equals(data()));
        }
    }

    @Test
    void a_part_that_fails_to_start_is_named_with_its_exit_code_and_log_and_the_others_are_stopped() throws Exception {
        Path strapi = Files.createDirectories(folder.resolve("checkout/strapi/node_modules/@strapi/strapi/bin"));
        Files.writeString(strapi.resolve("strapi.js"), "console.error('no such table'); process.exit(3);");
        Ports ports = Ports.free();
        Pipeline pipeline = builder()
                .checkout(new Checkout(folder.resolve("checkout")))
                .ports(ports)
                .only(Port.REDIS, Port.STRAPI)
                .build();

        Heard heard = new Heard();
        assertThatThrownBy(() -> pipeline.start(heard)).isInstanceOfSatisfying(PartFailedException.class, failed -> {
            Path log = data().resolve("logs/strapi.log");
            assertThat(failed).hasMessage("Strapi ended with exit code 3 before it was ready. Its log: " + log);
            assertThat(failed.lastLogLines()).containsExactly("no such table");
        });
        assertThat(Tcp.accepts(ports.of(Port.REDIS))).isFalse();
        assertThat(heard.stopped).contains("Redis");
    }

    @Test
    void redis_serves_nobody_without_the_password_of_the_data_folder() throws Exception {
        Ports ports = Ports.free();
        try (Pipeline pipeline = builder().ports(ports).only(Port.REDIS).build()) {
            pipeline.start(Progress.SILENT);

            assertThat(Tcp.answers(ports.of(Port.REDIS), "GET x", "-NOAUTH")).isTrue();
            assertThat(pipeline.redisUrl()).matches("redis://:[\\w-]{43}@127.0.0.1:\\d+");
        }
    }

    @Test
    void what_a_run_leaves_behind_is_its_owners_alone() throws Exception {
        Files.createDirectories(data());
        try (Pipeline pipeline = builder().only(Port.KAFKA, Port.REDIS).build()) {
            pipeline.start(Progress.SILENT);
            write(pipeline, "first");

            assertThat(permissions(data())).isEqualTo("rwx------");
            try (Stream<Path> all = Files.walk(data())) {
                assertThat(all.filter(Files::isRegularFile).toList())
                        .hasSizeGreaterThan(10)
                        .allSatisfy(file -> assertThat(permissions(file)).matches("r[w-][x-]------"));
            }
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void a_part_that_dies_later_is_reported() throws Exception {
        try (Pipeline pipeline = builder().only(Port.REDIS).build()) {
            pipeline.start(Progress.SILENT);

            childrenOf(ProcessHandle.current()).get(0).destroyForcibly();

            assertThat(pipeline.failure().get(20, SECONDS))
                    .hasMessageContaining("Redis ended unexpectedly with exit code 137")
                    .hasMessageContaining("redis.log");
        }
    }

    @Test
    void no_child_survives_kill_9_of_the_launcher() throws Exception {
        Process launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RedisForever.class.getName(),
                        folder.resolve("data").toString())
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "launcher.log"))
                .start();
        try {
            await().atMost(30, SECONDS).until(() -> Files.exists(folder.resolve("data/started")));
            List<ProcessHandle> children = childrenOf(launcher.toHandle());
            assertThat(children).hasSize(1);

            launcher.destroyForcibly();

            await().atMost(10, SECONDS).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        } finally {
            launcher.destroyForcibly();
        }
    }

    private PipelineBuilder builder() {
        return Pipeline.builder().data(data(), false).ports(Ports.free());
    }

    private Path data() {
        return folder.resolve("my data ü 東京");
    }

    private static List<ProcessHandle> childrenOf(ProcessHandle parent) {
        return parent.children().filter(ProcessHandle::isAlive).toList();
    }

    private static void write(Pipeline pipeline, String value) throws Exception {
        Map<String, Object> kafka = Map.of("bootstrap.servers", pipeline.bootstrapServers());
        try (Admin admin = Admin.create(kafka);
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer())) {
            if (!admin.listTopics().names().get().contains("kept")) {
                admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                        .all()
                        .get();
            }
            producer.send(new ProducerRecord<>("kept", value)).get();
        }
    }

    private static List<String> read(Pipeline pipeline, int count) {
        List<String> values = new ArrayList<>();
        Map<String, Object> kafka =
                Map.of("bootstrap.servers", pipeline.bootstrapServers(), "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(kafka, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition("kept", 0)));
            await().atMost(30, SECONDS).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> values.add(message.value()));
                return values.size() >= count;
            });
        }
        return values;
    }

    /** A launcher in its own process. */
    static final class RedisForever {
        public static void main(String... arguments) throws Exception {
            Path data = Path.of(arguments[0]);
            Pipeline pipeline = Pipeline.builder()
                    .data(data, false)
                    .ports(Ports.free())
                    .only(Port.REDIS)
                    .build();
            pipeline.start(Progress.SILENT);
            Files.createFile(data.resolve("started"));
            Thread.currentThread().join();
        }
    }

    private static final class Heard implements Progress {
        private final List<String> stopped = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void started(Part part, Duration took) {}

        @Override
        public void stopped(Part part, Duration took) {
            stopped.add(part.name());
        }
    }
}
