package commuter.system.support;

import commuter.standalone.Pipeline;
import java.util.HashMap;
import java.util.Map;

/**
 * Additional instances of the reservoir and the notifier, in which all callers must authenticate, including the
 * notifier.
 */
public final class GuardedServices implements AutoCloseable {
    /** A key with the scope read. */
    public static final String READER = "reader-".repeat(6);

    /** A key with the scopes read and command. */
    public static final String CONDUCTOR = "conductor-".repeat(4);

    private static final Map<String, String> KEYS = Map.of(
            "commuter.access.keys.reader.value",
            READER,
            "commuter.access.keys.reader.scopes",
            "read",
            "commuter.access.keys.conductor.value",
            CONDUCTOR,
            "commuter.access.keys.conductor.scopes",
            "read,command");

    private final Pipeline pipeline;
    private final AnotherReservoir reservoir;
    private final AnotherNotifier notifier;

    public GuardedServices(Pipeline pipeline) {
        this.pipeline = pipeline;
        reservoir = new AnotherReservoir(pipeline, "guarded", pipeline.strapiToken(), KEYS);
        Map<String, String> settings = new HashMap<>(KEYS);
        settings.put("commuter.reservoir.url", reservoir.url());
        settings.put("commuter.reservoir.key", READER);
        settings.put("commuter.notifier.queue-size", "4MB");
        notifier = new AnotherNotifier(pipeline, settings);
        // An instance that stops while partitions are reassigned takes long.
        new ReservoirGroup(pipeline).awaitWorking("reservoir-1", "guarded");
    }

    public String notifierUrl() {
        return notifier.url();
    }

    /** Returns when the pipeline's own reservoir has all partitions again. */
    @Override
    public void close() {
        notifier.close();
        reservoir.close();
        new ReservoirGroup(pipeline).awaitWorking("reservoir-1");
    }
}
