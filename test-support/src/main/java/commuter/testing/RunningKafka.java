package commuter.testing;

import commuter.standalone.Pipeline;
import commuter.standalone.Port;
import commuter.standalone.Ports;
import commuter.standalone.Progress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A real Kafka in its own process: one for all tests of this JVM, or one that a test may kill. Thread-safe. */
public final class RunningKafka implements AutoCloseable {
    private static @Nullable RunningKafka shared;

    private final Pipeline pipeline;

    /** @param folder for its records and its log; emptied first */
    public RunningKafka(Path folder) {
        pipeline = Pipeline.builder()
                .data(folder, true)
                .ports(Ports.free())
                .only(Port.KAFKA)
                .build();
        pipeline.start(Progress.SILENT);
    }

    /** The address of the shared one. The first caller starts it, and it ends with this JVM. */
    public static synchronized String sharedServers() {
        if (shared == null) {
            RunningKafka kafka = new RunningKafka(Path.of("target", "kafka"));
            Runtime.getRuntime().addShutdownHook(new Thread(kafka::close));
            shared = kafka;
        }
        return shared.bootstrapServers();
    }

    public String bootstrapServers() {
        return pipeline.bootstrapServers();
    }

    /** Kills it at once; acknowledged records are there again when it is started. */
    public void kill() {
        pipeline.part(Port.KAFKA).kill();
    }

    public void start() {
        pipeline.part(Port.KAFKA).start();
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
