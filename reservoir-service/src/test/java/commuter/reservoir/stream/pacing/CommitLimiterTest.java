package commuter.reservoir.stream.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitLimiterTest {
    private static final long MILLI = 1_000_000;

    private final CommitLimiter limiter =
            new CommitLimiter(Duration.ofMillis(20), Duration.ofMillis(250), Duration.ofSeconds(2));

    @Test
    void theFirstWhoAsksMayCommitAndTheOthersWait() {
        assertThat(limiter.take(100 * MILLI, false)).isTrue();
        assertThat(limiter.take(100 * MILLI, false)).isFalse();
        assertThat(limiter.take(119 * MILLI, false)).isFalse();
        assertThat(limiter.take(120 * MILLI, false)).isTrue();
    }

    @Test
    void aCommitWaitsWhileTheThreadStillHasRecordsOfAFetch() {
        assertThat(limiter.take(100 * MILLI, false)).isTrue();

        limiter.received();
        assertThat(limiter.take(130 * MILLI, false)).isFalse();
        limiter.roundEnded(130 * MILLI);
        limiter.roundEnded(130 * MILLI + 100); // another task, after the same round of records
        assertThat(limiter.take(130 * MILLI, false)).isFalse();

        limiter.roundEnded(135 * MILLI); // after a round without any
        assertThat(limiter.take(135 * MILLI, false)).isTrue();
    }

    @Test
    void whereRecordsNeverEndACommitWaitsThreeTimesAsLong() {
        assertThat(limiter.take(100 * MILLI, false)).isTrue();

        limiter.received();
        assertThat(limiter.take(159 * MILLI, false)).isFalse();
        assertThat(limiter.take(160 * MILLI, false)).isTrue();
    }

    @Test
    void afterACommitThatTookLongTheNextHoldsMore() {
        assertThat(limiter.take(100 * MILLI, false)).isTrue();
        limiter.committed(600 * MILLI, 500 * MILLI);

        assertThat(limiter.take(1599 * MILLI, false)).isFalse();
        assertThat(limiter.take(1599 * MILLI, true)).isFalse();
        assertThat(limiter.take(1600 * MILLI, false)).isTrue();
    }

    @Test
    void howeverLongACommitTookTheNextComesWithinTheLongestPause() {
        limiter.committed(9000 * MILLI, 9000 * MILLI);

        assertThat(limiter.take(10_999 * MILLI, true)).isFalse();
        assertThat(limiter.take(11_000 * MILLI, true)).isTrue();
    }

    @Test
    void aTaskThatIsBehindCommitsSeldom() {
        assertThat(limiter.take(100 * MILLI, true)).isTrue();
        limiter.committed(110 * MILLI, 10 * MILLI);

        assertThat(limiter.take(349 * MILLI, true)).isFalse();
        assertThat(limiter.take(350 * MILLI, true)).isTrue();
    }
}
