package commuter.reservoir.stream.pacing;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * The timing of one task: when it sends a batch, when it commits, and what has to wait for a commit. Belongs to the
 * stream thread.
 */
public final class TaskPacing {
    private static final Duration PUNCTUATE_EVERY = Duration.ofMillis(5);
    /** More than the pipeline ever needs without a backlog. */
    private static final Duration BEHIND_FROM = Duration.ofMillis(250);

    private final ProcessorContext<?, ?> context;
    private final Runnable punctuation;
    private final CommitLimiter limiter;
    private final CommitRequest commit;
    private final CommitBarrier barrier;
    private final FlushPolicy flushPolicy;

    @Nullable
    private Cancellable schedule;

    /**
     * Makes the timing of a task that is idle.
     *
     * @param punctuation what to do every few milliseconds while the task is not idle
     * @param limiter of the task's thread
     * @param linger longest time between two batches of a task that is behind
     */
    public TaskPacing(ProcessorContext<?, ?> context, Runnable punctuation, CommitLimiter limiter, Duration linger) {
        this.context = context;
        this.punctuation = punctuation;
        this.limiter = limiter;
        this.commit = new CommitRequest(limiter);
        this.barrier = CommitBarrier.of(context.metrics());
        this.flushPolicy = new FlushPolicy(BEHIND_FROM, linger);
    }

    /** A record has come. */
    public void received(Instant written, Instant now) {
        limiter.received();
        flushPolicy.received(written, now);
        wake();
    }

    /** The task has been given its share of records and is punctuated. */
    public void roundEnded() {
        flushPolicy.roundEnded();
        limiter.roundEnded(System.nanoTime());
    }

    /** There is something to do every few milliseconds from now on. */
    public void wake() {
        if (schedule == null) {
            schedule =
                    context.schedule(PUNCTUATE_EVERY, PunctuationType.WALL_CLOCK_TIME, timestamp -> punctuation.run());
        }
    }

    /**
     * There is nothing to do but to commit, perhaps. A punctuation makes the task part of the next commit, even if it
     * did nothing: so a task that is idle has none.
     */
    public void idle() {
        if (schedule != null && !commit.isMade()) {
            schedule.cancel();
            schedule = null;
        }
    }

    /** There is something to commit. */
    public void requestCommit() {
        commit.make();
        wake();
    }

    /** There is something to commit before anything else is written to the database: see {@link CommitBarrier}. */
    public void requestCommitBeforeWrites() {
        barrier.raise();
        requestCommit();
    }

    public void commitIfDue() {
        if (commit.take(System.nanoTime(), flushPolicy.isBehind())) {
            context.commit();
        }
    }

    /** Whether to send a batch now, which is {@code full} or not. */
    public boolean maySend(boolean full, Instant now) {
        return !barrier.isRaised() && (full || flushPolicy.isTimeToSend(now));
    }

    public void sent(Instant now) {
        flushPolicy.sent(now);
    }
}
