package commuter.reservoir.write;

import commuter.reservoir.health.Dependency;
import commuter.reservoir.health.DependencyOutages;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The metrics of the systems that a batch needs. */
final class OutageMeters implements MeterBinder {
    private final DependencyOutages outages;

    OutageMeters(DependencyOutages outages) {
        this.outages = outages;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Dependency dependency : Dependency.values()) {
            bind(dependency, registry);
        }
    }

    private void bind(Dependency dependency, MeterRegistry registry) {
        String name = dependency.name().toLowerCase(Locale.ROOT);
        TimeGauge.builder(
                        "commuter.reservoir.outage",
                        () -> outages.lasting(dependency).toMillis(),
                        TimeUnit.MILLISECONDS)
                .description("How long a part has been down; 0 while it is up")
                .tag("part", name)
                .register(registry);
        FunctionCounter.builder("commuter.reservoir.retries", outages, all -> all.failures(dependency))
                .description("Attempts that failed and were made again")
                .tag("part", name)
                .register(registry);
    }
}
