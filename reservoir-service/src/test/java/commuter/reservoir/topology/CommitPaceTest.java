package commuter.reservoir.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitPaceTest {
    private static final long MILLI = 1_000_000;

    private final CommitPace pace = new CommitPace(Duration.ofMillis(20));

    @Test
    void theFirstWhoAsksMayCommitAndTheOthersWait() {
        assertThat(pace.take(100 * MILLI)).isTrue();
        assertThat(pace.take(100 * MILLI)).isFalse();
        assertThat(pace.take(119 * MILLI)).isFalse();
        assertThat(pace.take(120 * MILLI)).isTrue();
    }

    @Test
    void aCommitWaitsWhileTheThreadStillHasRecordsOfAFetch() {
        assertThat(pace.take(100 * MILLI)).isTrue();

        pace.received();
        assertThat(pace.take(130 * MILLI)).isFalse();
        pace.beat(130 * MILLI);
        pace.beat(130 * MILLI + 100); // another task, after the same round of records
        assertThat(pace.take(130 * MILLI)).isFalse();

        pace.beat(135 * MILLI); // after a round without any
        assertThat(pace.take(135 * MILLI)).isTrue();
    }

    @Test
    void whereRecordsNeverEndACommitWaitsThreeTimesAsLong() {
        assertThat(pace.take(100 * MILLI)).isTrue();

        pace.received();
        assertThat(pace.take(159 * MILLI)).isFalse();
        assertThat(pace.take(160 * MILLI)).isTrue();
    }
}
