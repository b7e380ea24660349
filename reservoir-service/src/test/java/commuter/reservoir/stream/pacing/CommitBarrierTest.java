package commuter.reservoir.stream.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CommitBarrierTest {
    private final AtomicInteger commits = new AtomicInteger(7);
    private final CommitBarrier barrier = new CommitBarrier(commits::get);

    @Test
    void writesAreHeldBackUntilTheNextCommitAndNoLonger() {
        assertThat(barrier.isRaised()).isFalse();

        barrier.raise();
        assertThat(barrier.isRaised()).isTrue();

        commits.incrementAndGet();
        assertThat(barrier.isRaised()).isFalse();
        assertThat(barrier.isRaised()).isFalse();
    }

    @Test
    void whatIsLearntAfterACommitWaitsForAnother() {
        barrier.raise();
        commits.incrementAndGet();
        barrier.raise();

        assertThat(barrier.isRaised()).isTrue();
    }
}
