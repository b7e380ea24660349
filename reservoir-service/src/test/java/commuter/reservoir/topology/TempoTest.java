package commuter.reservoir.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TempoTest {
    private static final Instant NOW = Instant.parse("2026-03-02T07:30:00Z");
    private static final Duration LINGER = Duration.ofMillis(250);

    private final Tempo tempo = new Tempo(20, LINGER);

    @Test
    void aTaskAtRestSendsAndCommitsAtOnce() {
        tempo.sent(NOW);
        receive(19);

        assertThat(tempo.isTimeToSend(NOW.plusMillis(1))).isTrue();
        assertThat(tempo.isTimeToCommit()).isTrue();
    }

    @Test
    void aBusyTaskLetsABatchGrowButNotForLongerThanTheLinger() {
        tempo.sent(NOW);
        receive(20);

        assertThat(tempo.isTimeToSend(NOW.plusMillis(249))).isFalse();
        assertThat(tempo.isTimeToSend(NOW.plus(LINGER))).isTrue();
        assertThat(tempo.isTimeToCommit()).isFalse();
    }

    @Test
    void aTaskThatHasCalmedDownSendsAtOnceAgain() {
        tempo.sent(NOW);
        receive(500);
        receive(0);

        assertThat(tempo.isTimeToSend(NOW.plusMillis(1))).isTrue();
        assertThat(tempo.isTimeToCommit()).isTrue();
    }

    private void receive(int records) {
        for (int i = 0; i < records; i++) {
            tempo.countRecord();
        }
        tempo.tick();
    }
}
