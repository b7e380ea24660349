package commuter.reservoir.stream.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TempoTest {
    private static final Instant NOW = Instant.parse("2026-03-02T07:30:00Z");
    private static final Duration BEHIND_FROM = Duration.ofMillis(250);
    private static final Duration LINGER = Duration.ofMillis(200);

    private final Tempo tempo = new Tempo(BEHIND_FROM, LINGER);

    @Test
    void aTaskThatReadsRecordsAsTheyComeSendsAtOnce() {
        tempo.sent(NOW);
        receive(NOW.minus(BEHIND_FROM));

        assertThat(tempo.isTimeToSend(NOW.plusMillis(1))).isTrue();
        assertThat(tempo.isBehind()).isFalse();
    }

    @Test
    void aTaskThatIsBehindLetsABatchGrowButNotForLongerThanTheLinger() {
        tempo.sent(NOW);
        receive(NOW.minus(BEHIND_FROM).minusMillis(1));

        assertThat(tempo.isTimeToSend(NOW.plusMillis(199))).isFalse();
        assertThat(tempo.isTimeToSend(NOW.plus(LINGER))).isTrue();
        assertThat(tempo.isBehind()).isTrue();
    }

    @Test
    void aTaskThatHasCaughtUpSendsAtOnceAgain() {
        tempo.sent(NOW);
        receive(NOW.minusSeconds(60));
        tempo.tick();

        assertThat(tempo.isTimeToSend(NOW.plusMillis(1))).isTrue();
        assertThat(tempo.isBehind()).isFalse();
    }

    @Test
    void aClockThatIsSetBackHoldsNothingUp() {
        tempo.sent(NOW.plusSeconds(20));
        receive(NOW.minusSeconds(60));

        assertThat(tempo.isTimeToSend(NOW)).isTrue();
    }

    private void receive(Instant written) {
        tempo.received(written, NOW);
        tempo.tick();
    }
}
