package commuter.system.support;

import commuter.standalone.Pipeline;
import java.util.HashMap;
import java.util.Map;

/** A reservoir and a notifier beside the pipeline's own that ask everybody for a key, the notifier included. */
public final class GuardedServices implements AutoCloseable {
    /** May read. */
    public static final String READER = "reader-".repeat(6);

    /** May read and command. */
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
        // One that stops while the work is handed over takes its time.
        new ReservoirGroup(pipeline).awaitWorking("reservoir-1", "guarded");
    }

    public String notifierUrl() {
        return notifier.url();
    }

    /** Returns when the pipeline's own reservoir has all the work again. */
    @Override
    public void close() {
        notifier.close();
        reservoir.close();
        new ReservoirGroup(pipeline).awaitWorking("reservoir-1");
    }
}
