package commuter.spawner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DemandClockTest {
    private static final Instant REAL = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant DEMAND = Instant.parse("2026-01-05T11:00:00Z");

    @Test
    void realTimeIsItsOwnDemandTime() {
        DemandClock clock = new DemandClock(() -> REAL.plusSeconds(90), REAL, REAL, 1);

        assertThat(clock.now()).isEqualTo(REAL.plusSeconds(90));
        assertThat(clock.realAt(DEMAND)).isEqualTo(DEMAND);
    }

    @Test
    void atSpeedSixtyAnHourPassesInAMinute() {
        DemandClock clock = new DemandClock(() -> REAL.plusSeconds(60), REAL, DEMAND, 60);

        assertThat(clock.now()).isEqualTo(DEMAND.plusSeconds(3600));
        assertThat(clock.realAt(DEMAND.plusSeconds(7200))).isEqualTo(REAL.plusSeconds(120));
    }
}
