package commuter.reservoir.stream.expiry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;

/** The metric of the progress. */
public final class ProgressMeters implements MeterBinder {
    private final GroupProgress progress;

    public ProgressMeters(GroupProgress progress) {
        this.progress = progress;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        TimeGauge.builder(
                        "commuter.reservoir.expiry.held",
                        () -> progress.expiryHeld().toMillis(),
                        TimeUnit.MILLISECONDS)
                .description("How long no passenger has expired because commands of that time may be undecided")
                .register(registry);
    }
}
