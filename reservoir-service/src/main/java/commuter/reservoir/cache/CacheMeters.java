package commuter.reservoir.cache;

import commuter.reservoir.cache.Available.Source;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;

/** The metrics of the reads. */
final class CacheMeters implements MeterBinder {
    private final Availability availability;

    CacheMeters(Availability availability) {
        this.availability = availability;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Source source : Source.values()) {
            FunctionCounter.builder("commuter.reservoir.reads", availability, reads -> reads.reads(source))
                    .description("Lists of who waits that were read, by where they came from")
                    .tag("source", source.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }
}
