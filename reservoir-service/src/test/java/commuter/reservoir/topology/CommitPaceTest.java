package commuter.reservoir.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitPaceTest {
    private final CommitPace pace = new CommitPace(Duration.ofNanos(20));

    @Test
    void theFirstWhoAsksMayCommitAndTheOthersWait() {
        assertThat(pace.take(100)).isTrue();
        assertThat(pace.take(100)).isFalse();
        assertThat(pace.take(119)).isFalse();
        assertThat(pace.take(120)).isTrue();
    }
}
