package commuter.reservoir.stream.pacing;

/**
 * Whether a task has something to commit. What another task of the thread asks for, or the interval, is a commit of this one
 * as well. Belongs to the stream thread.
 */
public final class OwedCommit {
    private static final long NOTHING = -1;

    private final CommitPace pace;
    private long since = NOTHING;

    /** @param pace of the task's thread */
    public OwedCommit(CommitPace pace) {
        this.pace = pace;
    }

    /** There is something to commit. */
    public void owe() {
        since = pace.commits();
    }

    public boolean isOwed() {
        if (since != NOTHING && pace.commits() > since) {
            since = NOTHING;
        }
        return since != NOTHING;
    }

    /**
     * Whether to ask for a commit now; whoever is told so asks.
     *
     * @param behind whether the task is behind with its records
     */
    public boolean take(long nowNanos, boolean behind) {
        boolean now = isOwed() && pace.take(nowNanos, behind);
        if (now) {
            since = NOTHING;
        }
        return now;
    }
}
