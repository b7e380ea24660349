package commuter.reservoir.stream.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitPaceTest {
    private static final long MILLI = 1_000_000;

    private final CommitPace pace =
            new CommitPace(Duration.ofMillis(20), Duration.ofMillis(250), Duration.ofSeconds(2));

    @Test
    void theFirstWhoAsksMayCommitAndTheOthersWait() {
        assertThat(pace.take(100 * MILLI, false)).isTrue();
        assertThat(pace.take(100 * MILLI, false)).isFalse();
        assertThat(pace.take(119 * MILLI, false)).isFalse();
        assertThat(pace.take(120 * MILLI, false)).isTrue();
    }

    @Test
    void aCommitWaitsWhileTheThreadStillHasRecordsOfAFetch() {
        assertThat(pace.take(100 * MILLI, false)).isTrue();

        pace.received();
        assertThat(pace.take(130 * MILLI, false)).isFalse();
        pace.beat(130 * MILLI);
        pace.beat(130 * MILLI + 100); // another task, after the same round of records
        assertThat(pace.take(130 * MILLI, false)).isFalse();

        pace.beat(135 * MILLI); // after a round without any
        assertThat(pace.take(135 * MILLI, false)).isTrue();
    }

    @Test
    void whereRecordsNeverEndACommitWaitsThreeTimesAsLong() {
        assertThat(pace.take(100 * MILLI, false)).isTrue();

        pace.received();
        assertThat(pace.take(159 * MILLI, false)).isFalse();
        assertThat(pace.take(160 * MILLI, false)).isTrue();
    }

    @Test
    void afterACommitThatTookLongTheNextHoldsMore() {
        assertThat(pace.take(100 * MILLI, false)).isTrue();
        pace.committed(600 * MILLI, 500 * MILLI);

        assertThat(pace.take(1599 * MILLI, false)).isFalse();
        assertThat(pace.take(1599 * MILLI, true)).isFalse();
        assertThat(pace.take(1600 * MILLI, false)).isTrue();
    }

    @Test
    void howeverLongACommitTookTheNextComesWithinTheLongestPause() {
        pace.committed(9000 * MILLI, 9000 * MILLI);

        assertThat(pace.take(10_999 * MILLI, true)).isFalse();
        assertThat(pace.take(11_000 * MILLI, true)).isTrue();
    }

    @Test
    void aTaskThatIsBehindCommitsSeldom() {
        assertThat(pace.take(100 * MILLI, true)).isTrue();
        pace.committed(110 * MILLI, 10 * MILLI);

        assertThat(pace.take(349 * MILLI, true)).isFalse();
        assertThat(pace.take(350 * MILLI, true)).isTrue();
    }
}
