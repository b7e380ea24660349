package commuter.reservoir.write;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The metrics of the batches that have been written since this service started. Thread-safe. */
public final class Throughput {
    private static final double[] ROWS = {1, 10, 50, 100, 250, 500, 1000};
    private static final Duration[] DURATIONS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(10)
    };

    private final Timer batches;
    private final DistributionSummary rows;

    public Throughput(MeterRegistry registry) {
        batches = Timer.builder("commuter.reservoir.batches")
                .description("Batches written, and the time from their start to the last acknowledgement")
                .serviceLevelObjectives(DURATIONS)
                .register(registry);
        rows = DistributionSummary.builder("commuter.reservoir.batch.rows")
                .description("Rows of each batch")
                .serviceLevelObjectives(ROWS)
                .register(registry);
        FunctionCounter.builder("commuter.reservoir.rows", rows, DistributionSummary::totalAmount)
                .description("Rows in the batches written")
                .register(registry);
    }

    /** @param tookNanos from the batch's start to the last acknowledgement, including outages */
    void count(int writtenRows, long tookNanos) {
        batches.record(tookNanos, TimeUnit.NANOSECONDS);
        rows.record(writtenRows);
    }
}
