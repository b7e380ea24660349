package commuter.reservoir.stream.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitRequestTest {
    private final CommitLimiter limiter = new CommitLimiter(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    private final CommitRequest request = new CommitRequest(limiter);

    @Test
    void aTaskWithNothingToCommitDoesNotAsk() {
        assertThat(request.take(1, false)).isFalse();

        request.make();
        assertThat(request.take(2, false)).isTrue();
        assertThat(request.take(3, false)).isFalse();
    }

    @Test
    void theCommitThatAnotherTaskAskedForIsACommitOfAllTasks() {
        request.make();

        limiter.committed(1, 1);

        assertThat(request.isMade()).isFalse();
        assertThat(request.take(2, false)).isFalse();
    }

    @Test
    void aCommitDoesNotCoverWhatComesAfterIt() {
        limiter.committed(1, 1);

        request.make();

        assertThat(request.take(2, false)).isTrue();
    }
}
