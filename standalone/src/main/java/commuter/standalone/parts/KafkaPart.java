package commuter.standalone.parts;

import commuter.schemas.Topics;
import commuter.standalone.data.PrivateFiles;
import commuter.standalone.net.Tcp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A Kafka broker that is also a controller (KRaft), in its own JVM. Its records are in the data folder. */
public final class KafkaPart extends ChildPart {
    private static final int HEAP_MEGABYTES = 512;
    /** Four times the largest record that a topic takes. */
    private static final int MOST_OF_A_REQUEST = 4 * Topics.MAX_ENLARGED_RECORD;

    private static final int MOST_OF_ALL_REQUESTS = 2 * MOST_OF_A_REQUEST;

    private final Path launcher;
    private final Path folder;
    private final JvmProfile profile;
    private final int port;
    private final KafkaNode node;

    /**
     * @param launcher the launcher's jar, which contains the broker; needed if this program does not
     * @param folder for the records and the broker's configuration
     * @param node its position in its cluster; the controllers' ports may differ from start to start
     */
    public KafkaPart(
            Path launcher,
            Path folder,
            JvmProfile profile,
            int port,
            KafkaNode node,
            Path log,
            ProcessStarter starter) {
        super("Kafka", log, starter);
        this.launcher = launcher;
        this.folder = folder;
        this.profile = profile;
        this.port = port;
        this.node = node;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    ProcessBuilder command() throws IOException {
        Path records = folder.resolve("records");
        Path configuration = folder.resolve("server.properties");
        Files.createDirectories(records);
        PrivateFiles.create(configuration);
        Files.write(configuration, settings(records));
        if (!Files.exists(records.resolve("meta.properties"))) {
            format(configuration);
        }
        return broker(classArchive(), "kafka.Kafka", configuration.toString());
    }

    /** Only jars can be archived: if this runs from a build's folders, the broker starts without an archive. */
    private List<String> classArchive() throws IOException {
        String classPath = classPath();
        if (!classPath.endsWith(".jar") || !Files.isRegularFile(Path.of(classPath))) {
            return List.of();
        }
        ClassArchive classes = new ClassArchive(
                Path.of(classPath), "kafka-classes-" + profile.name().toLowerCase(Locale.ROOT));
        whenEndedWell(classes::keep);
        return classes.options();
    }

    /**
     * The class path of this program, or the launcher's jar for programs that do not contain the broker and its
     * logging.
     */
    private String classPath() throws IOException {
        if (KafkaPart.class.getResource("/kafka/Kafka.class") != null) {
            return System.getProperty("java.class.path");
        }
        if (!Files.exists(launcher)) {
            throw new IOException("its jar is missing: " + launcher + " (bin/standalone builds it)");
        }
        return launcher.toString();
    }

    @Override
    boolean isReady() {
        if (!Tcp.accepts(port)) {
            return false;
        }
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 1000);
        try (Admin admin = Admin.create(settings)) {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            return false;
        }
    }

    private byte[] settings(Path records) throws IOException {
        Properties settings = new Properties();
        settings.putAll(new TreeMap<>(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("log.dirs", records.toString()),
                Map.entry("num.partitions", Integer.toString(Topics.DEFAULT_PARTITIONS)),
                // The pipeline creates its topics itself: a misspelt name must fail, not create a topic.
                Map.entry("auto.create.topics.enable", "false"),
                // The largest size that Kafka accepts in the size field of a request. By default this is 100 MB for
                // each
                // connection, and any program on this machine can open some.
                Map.entry("socket.request.max.bytes", Integer.toString(MOST_OF_A_REQUEST)),
                Map.entry("queued.max.request.bytes", Integer.toString(MOST_OF_ALL_REQUESTS)),
                Map.entry("offsets.topic.num.partitions", "12"),
                Map.entry("transaction.state.log.num.partitions", "12"),
                // A single broker need not wait for others; and a dead writer's open transaction must not block
                // readers.
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500"))));
        settings.putAll(node.settings(port));
        // As bytes: then all characters beyond ASCII are escaped, as Kafka reads them.
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        settings.store(text, "Written at every start of Kafka");
        return text.toByteArray();
    }

    private void format(Path configuration) throws IOException {
        ProcessBuilder format = broker(
                List.of(),
                "kafka.tools.StorageTool",
                "format",
                "--cluster-id",
                node.cluster().toString(),
                "--config",
                configuration.toString());
        Process formatting = format.command(ProcessStarter.guarded(format.command()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        int exitCode = formatting.onExit().join().exitValue();
        if (exitCode != 0) {
            throw new IOException("formatting its storage ended with exit code " + exitCode);
        }
    }

    private ProcessBuilder broker(List<String> options, String mainClass, String... arguments) throws IOException {
        List<String> command = JavaProgram.ofClassPath(
                classPath(),
                HEAP_MEGABYTES,
                profile,
                options,
                "-Dlog4j2.configurationFile=kafka-log4j2.xml",
                "-Djava.awt.headless=true",
                // Otherwise each thread would keep direct memory of the size of the largest request.
                "-Djdk.nio.maxCachedBufferSize=262144",
                mainClass);
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
