package commuter.reservoir.stream.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OwedCommitTest {
    private final CommitPace pace = new CommitPace(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    private final OwedCommit owed = new OwedCommit(pace);

    @Test
    void aTaskThatOwesNothingDoesNotAsk() {
        assertThat(owed.take(1, false)).isFalse();

        owed.owe();
        assertThat(owed.take(2, false)).isTrue();
        assertThat(owed.take(3, false)).isFalse();
    }

    @Test
    void theCommitThatAnotherTaskAskedForIsACommitOfAllTasks() {
        owed.owe();

        pace.committed(1, 1);

        assertThat(owed.isOwed()).isFalse();
        assertThat(owed.take(2, false)).isFalse();
    }

    @Test
    void aCommitDoesNotCoverWhatComesAfterIt() {
        pace.committed(1, 1);

        owed.owe();

        assertThat(owed.take(2, false)).isTrue();
    }
}
