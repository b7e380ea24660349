package commuter.reservoir.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThroughputTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Throughput throughput = new Throughput(meters);

    @Test
    void batchesRowsAndTheirTimeAreCounted() {
        throughput.count(500, Duration.ofMillis(20).toNanos());
        throughput.count(100, Duration.ofMillis(10).toNanos());

        assertThat(meters.get("commuter.reservoir.rows").functionCounter().count())
                .isEqualTo(600);
        assertThat(meters.get("commuter.reservoir.batches").timer().count()).isEqualTo(2);
        assertThat(meters.get("commuter.reservoir.batches").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(30);
    }
}
