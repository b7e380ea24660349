package commuter.access.servlet;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/** The number of connections that the service's port has, and has refused. Thread-safe. */
final class OpenConnections implements MeterBinder {
    private volatile @Nullable LimitedEndpoint endpoint;

    void of(LimitedEndpoint limited) {
        endpoint = limited;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("commuter.http.connections.open", this, OpenConnections::open)
                .description("Open connections of any kind")
                .register(registry);
        FunctionCounter.builder("commuter.http.connections.refused", this, OpenConnections::refused)
                .description("Connections that were refused or closed because of a limit")
                .register(registry);
    }

    private long open() {
        LimitedEndpoint limited = endpoint;
        return limited == null ? 0 : limited.open();
    }

    private long refused() {
        LimitedEndpoint limited = endpoint;
        return limited == null ? 0 : limited.refused();
    }
}
