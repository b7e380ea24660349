package commuter.reservoir.stream.pacing;

/**
 * Whether a task has something to commit. A commit that another task of the thread requests, or that the commit
 * interval triggers, includes this task. Belongs to the stream thread.
 */
public final class CommitRequest {
    private static final long NOTHING = -1;

    private final CommitLimiter limiter;
    private long since = NOTHING;

    /** @param limiter of the task's thread */
    public CommitRequest(CommitLimiter limiter) {
        this.limiter = limiter;
    }

    /** There is something to commit. */
    public void make() {
        since = limiter.commits();
    }

    public boolean isMade() {
        if (since != NOTHING && limiter.commits() > since) {
            since = NOTHING;
        }
        return since != NOTHING;
    }

    /**
     * Whether to request a commit now. The caller must do so if this returns true.
     *
     * @param behind whether the task is behind with its records
     */
    public boolean take(long nowNanos, boolean behind) {
        boolean now = isMade() && limiter.take(nowNanos, behind);
        if (now) {
            since = NOTHING;
        }
        return now;
    }
}
