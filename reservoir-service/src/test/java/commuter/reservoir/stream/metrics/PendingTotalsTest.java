package commuter.reservoir.stream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PendingTotalsTest {
    private static final Instant NOW = Instant.parse("2026-11-28T07:00:00Z");

    private final PendingTotals pendingTotals = new PendingTotals(() -> NOW);

    @Test
    void itIsTheSumOfAllTasksAndTheAgeOfTheOldestOfThem() {
        PendingTotals.OfTask one = pendingTotals.ofTask();
        PendingTotals.OfTask other = pendingTotals.ofTask();
        one.report(3, NOW.minusSeconds(2));
        other.report(4, NOW.minusSeconds(9));
        assertThat(pendingTotals.size()).isEqualTo(7);
        assertThat(pendingTotals.age()).isEqualTo(Duration.ofSeconds(9));

        other.close();
        assertThat(pendingTotals.size()).isEqualTo(3);
        assertThat(pendingTotals.age()).isEqualTo(Duration.ofSeconds(2));

        one.report(0, null);
        assertThat(pendingTotals.age()).isZero();
    }
}
