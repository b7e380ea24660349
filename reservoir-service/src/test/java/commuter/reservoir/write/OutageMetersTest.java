package commuter.reservoir.write;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.reservoir.health.Dependency;
import commuter.reservoir.health.DependencyOutages;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OutageMetersTest {
    private final AtomicLong nanos = new AtomicLong();
    private final DependencyOutages outages = new DependencyOutages(Clock.systemUTC(), nanos::get, () -> {});
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    OutageMetersTest() {
        new OutageMeters(outages).bindTo(meters);
    }

    @Test
    void theGaugeOfADependencyTellsHowLongItHasBeenDown() {
        outages.failed(Dependency.STRAPI, new IllegalStateException("away"));
        nanos.addAndGet(Duration.ofSeconds(90).toNanos());

        assertThat(outage("strapi")).isEqualTo(90);
        assertThat(outage("redis")).isZero();
        assertThat(meters.get("commuter.reservoir.retries")
                        .tag("part", "strapi")
                        .functionCounter()
                        .count())
                .isEqualTo(1);

        outages.ended(Dependency.STRAPI);
        assertThat(outage("strapi")).isZero();
        assertThat(outages.current()).isEqualTo(Map.of());
    }

    private double outage(String dependency) {
        return meters.get("commuter.reservoir.outage")
                .tag("part", dependency)
                .timeGauge()
                .value(TimeUnit.SECONDS);
    }
}
