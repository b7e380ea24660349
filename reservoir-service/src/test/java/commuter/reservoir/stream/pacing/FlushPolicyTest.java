package commuter.reservoir.stream.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FlushPolicyTest {
    private static final Instant NOW = Instant.parse("2026-03-02T07:30:00Z");
    private static final Duration BEHIND_FROM = Duration.ofMillis(250);
    private static final Duration LINGER = Duration.ofMillis(200);

    private final FlushPolicy flushPolicy = new FlushPolicy(BEHIND_FROM, LINGER);

    @Test
    void aTaskThatReadsRecordsAsTheyComeSendsAtOnce() {
        flushPolicy.sent(NOW);
        receive(NOW.minus(BEHIND_FROM));

        assertThat(flushPolicy.isTimeToSend(NOW.plusMillis(1))).isTrue();
        assertThat(flushPolicy.isBehind()).isFalse();
    }

    @Test
    void aTaskThatIsBehindLetsABatchGrowButNotForLongerThanTheLinger() {
        flushPolicy.sent(NOW);
        receive(NOW.minus(BEHIND_FROM).minusMillis(1));

        assertThat(flushPolicy.isTimeToSend(NOW.plusMillis(199))).isFalse();
        assertThat(flushPolicy.isTimeToSend(NOW.plus(LINGER))).isTrue();
        assertThat(flushPolicy.isBehind()).isTrue();
    }

    @Test
    void aTaskThatHasCaughtUpSendsAtOnceAgain() {
        flushPolicy.sent(NOW);
        receive(NOW.minusSeconds(60));
        flushPolicy.roundEnded();

        assertThat(flushPolicy.isTimeToSend(NOW.plusMillis(1))).isTrue();
        assertThat(flushPolicy.isBehind()).isFalse();
    }

    @Test
    void aClockThatIsSetBackHoldsNothingUp() {
        flushPolicy.sent(NOW.plusSeconds(20));
        receive(NOW.minusSeconds(60));

        assertThat(flushPolicy.isTimeToSend(NOW)).isTrue();
    }

    private void receive(Instant written) {
        flushPolicy.received(written, NOW);
        flushPolicy.roundEnded();
    }
}
