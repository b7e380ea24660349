package commuter.reservoir.stream.pacing;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * The timing of one task: when it sends a batch, when it commits, and what must wait for a commit. Belongs to the
 * stream thread.
 */
public final class TaskPacing {
    private static final Duration PUNCTUATE_EVERY = Duration.ofMillis(5);
    /** More writes than are ever pending without a backlog. */
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

    /** A record has been received. */
    public void received(Instant written, Instant now) {
        limiter.received();
        flushPolicy.received(written, now);
        wake();
    }

    /** The task has received its records of this round and is punctuated. */
    public void roundEnded() {
        flushPolicy.roundEnded();
        limiter.roundEnded(System.nanoTime());
    }

    /** From now on there is work every few milliseconds. */
    public void wake() {
        if (schedule == null) {
            schedule =
                    context.schedule(PUNCTUATE_EVERY, PunctuationType.WALL_CLOCK_TIME, timestamp -> punctuation.run());
        }
    }

    /**
     * There is no work left, except perhaps a commit. A punctuation makes the task part of the next commit, even if it
     * did nothing. So an idle task has no punctuation.
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

    /**
     * There is something that must be committed before anything else is written to the database: see
     * {@link CommitBarrier}.
     */
    public void requestCommitBeforeWrites() {
        barrier.raise();
        requestCommit();
    }

    public void commitIfDue() {
        if (commit.take(System.nanoTime(), flushPolicy.isBehind())) {
            context.commit();
        }
    }

    /**
     * Whether to send a batch now.
     *
     * @param full whether the batch is full
     */
    public boolean maySend(boolean full, Instant now) {
        return !barrier.isRaised() && (full || flushPolicy.isTimeToSend(now));
    }

    public void sent(Instant now) {
        flushPolicy.sent(now);
    }
}
