package commuter.standalone;

import commuter.standalone.data.DataFolder;
import commuter.standalone.data.Secrets;
import commuter.standalone.data.SimulatedTime;
import commuter.standalone.net.Http;
import commuter.standalone.parts.Infrastructure;
import commuter.standalone.parts.Part;
import commuter.standalone.parts.PartFailedException;
import commuter.standalone.parts.ProcessStarter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The whole pipeline as processes on this machine: start, stop, and each part separately, which can be killed and
 * started again. Its spawner waits until {@link #startSpawning()}, so that clients can connect before the first event.
 * Thread-safe.
 */
public final class Pipeline implements AutoCloseable {
    /** Each stage needs the ones before it; within a stage all parts start together. */
    private static final List<List<Port>> STAGES =
            List.of(List.of(Port.KAFKA, Port.REDIS, Port.STRAPI), List.of(Port.RESERVOIR, Port.SPAWNER, Port.NOTIFIER));

    /** The name of the first administrator of Strapi's panel. */
    public static final String STRAPI_ADMINISTRATOR = "admin@commuter.example";

    private final DataFolder data;
    private final Secrets secrets;
    private final SimulatedTime clock;
    private final Ports ports;
    private final Infrastructure infrastructure;
    private final ProcessStarter starter;
    private final Map<Port, Part> parts;
    private final CompletableFuture<PartFailedException> failure = new CompletableFuture<>();
    private final Set<Part> begun = ConcurrentHashMap.newKeySet();
    private boolean stopped;

    Pipeline(
            DataFolder data,
            Secrets secrets,
            SimulatedTime clock,
            Ports ports,
            Infrastructure infrastructure,
            ProcessStarter starter,
            Map<Port, Part> parts) {
        this.data = data;
        this.secrets = secrets;
        this.clock = clock;
        this.ports = ports;
        this.infrastructure = infrastructure;
        this.starter = starter;
        this.parts = new EnumMap<>(parts);
        parts.values().forEach(part -> part.onFailure(failure::complete));
    }

    public static PipelineBuilder builder() {
        return new PipelineBuilder();
    }

    /**
     * Starts all parts; returns when all are ready.
     *
     * @throws PartFailedException when one fails; then the others have been stopped
     */
    public void start(Progress progress) {
        try {
            for (List<Port> stage : STAGES) {
                List<Part> starting = partsOf(stage);
                begun.addAll(starting);
                Parallel.each(starting, timed(Part::start, progress::started), failure);
            }
        } catch (RuntimeException e) {
            stop(progress);
            throw e;
        }
    }

    /** Stops all parts, in reverse order of their start, and releases the data folder. It cannot be started again. */
    public synchronized void stop(Progress progress) {
        if (stopped) {
            return;
        }
        stopped = true;
        starter.refuseMore();
        List<List<Port>> lastFirst = new ArrayList<>(STAGES);
        Collections.reverse(lastFirst);
        for (List<Port> stage : lastFirst) {
            List<Part> running = partsOf(stage).stream().filter(begun::contains).toList();
            Parallel.each(running, timed(Part::stop, progress::stopped), new CompletableFuture<>());
        }
        starter.close();
        data.close();
    }

    @Override
    public void close() {
        stop(Progress.SILENT);
    }

    /** Completes when a part ends by itself while the pipeline runs. */
    public CompletableFuture<PartFailedException> failure() {
        return failure.copy();
    }

    /** Makes the spawner publish. */
    public void startSpawning() throws IOException {
        Http.post(url(Port.SPAWNER) + "/api/spawn/start");
    }

    /** Stops the spawner from publishing; returns when Kafka has acknowledged everything that it sent. */
    public void stopSpawning() throws IOException {
        Http.post(url(Port.SPAWNER) + "/api/spawn/stop");
    }

    public Part part(Port port) {
        return Objects.requireNonNull(parts.get(port), () -> port.purpose() + " is not part of this pipeline");
    }

    public String bootstrapServers() {
        return infrastructure.bootstrapServers();
    }

    public String redisUrl() {
        return infrastructure.redisUrl();
    }

    /** The HTTP address of Strapi or of a service, without a slash at the end. */
    public String url(Port port) {
        return "http://127.0.0.1:" + ports.of(port);
    }

    /** The password of {@link #STRAPI_ADMINISTRATOR}. */
    public String strapiPassword() {
        return secrets.administratorPassword();
    }

    /** The token for Strapi's passengers. */
    public String strapiToken() {
        return secrets.reservoirToken();
    }

    public DataFolder data() {
        return data;
    }

    public SimulatedTime clock() {
        return clock;
    }

    private List<Part> partsOf(List<Port> stage) {
        return stage.stream().filter(parts::containsKey).map(this::part).toList();
    }

    private static Consumer<Part> timed(Consumer<Part> work, Told told) {
        return part -> {
            long from = System.nanoTime();
            work.accept(part);
            told.of(part, Duration.ofNanos(System.nanoTime() - from));
        };
    }

    private interface Told {
        void of(Part part, Duration took);
    }
}
