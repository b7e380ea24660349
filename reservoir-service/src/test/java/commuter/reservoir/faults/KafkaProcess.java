package commuter.reservoir.faults;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.awaitility.Awaitility;

/** A real Kafka, one node, as a process of its own; shared by all tests and gone with them. */
public final class KafkaProcess {
    private static final String CLUSTER_ID = "cmVzZXJ2b2lyLXRlc3RzMQ";

    private static KafkaProcess shared;

    private final Path folder;
    private final int port;
    private Process process;

    private KafkaProcess() throws IOException {
        folder = Files.createTempDirectory("reservoir-kafka");
        port = freePort();
    }

    public static synchronized String bootstrapServers() throws IOException, InterruptedException {
        if (shared == null) {
            KafkaProcess kafka = new KafkaProcess();
            Runtime.getRuntime().addShutdownHook(new Thread(kafka::stop));
            kafka.start();
            shared = kafka;
        }
        return shared.address();
    }

    private String address() {
        return "localhost:" + port;
    }

    private void start() throws IOException, InterruptedException {
        Path configuration = Files.writeString(folder.resolve("server.properties"), configuration(freePort()));
        Process format = java("kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", configuration.toString());
        if (!format.waitFor(60, TimeUnit.SECONDS) || format.exitValue() != 0) {
            throw new IllegalStateException("Kafka's storage could not be formatted:\n" + log());
        }
        process = java("kafka.Kafka", configuration.toString());
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::answers);
    }

    private boolean answers() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("Kafka ended:\n" + log());
        }
        Map<String, Object> properties = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "2000",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "1000");
        try (Admin admin = Admin.create(properties)) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (Exception e) {
            return false;
        }
    }

    private void stop() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("kafka.log"));
    }

    private Process java(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classpath()));
        command.addAll(List.of(arguments));
        File log = folder.resolve("kafka.log").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    /** The tests' own, less what stands between Kafka and its logging. */
    private static String classpath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> !entry.contains("log4j-to-slf4j"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String configuration(int controllerPort) {
        return String.join(
                "\n",
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@localhost:" + controllerPort,
                "listeners=PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort,
                "controller.listener.names=CONTROLLER",
                "log.dirs=" + folder.resolve("data"),
                "offsets.topic.replication.factor=1",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "transaction.state.log.num.partitions=1",
                "group.initial.rebalance.delay.ms=0",
                "");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
