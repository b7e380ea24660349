package commuter.reservoir.topology;

/**
 * Whether a task has something to commit. What another task of the thread asks for, or the interval, is a commit of this one
 * as well. Belongs to the stream thread.
 */
final class OwedCommit {
    private static final long NOTHING = -1;

    private final CommitPace pace;
    private long since = NOTHING;

    /** @param pace of the task's thread */
    OwedCommit(CommitPace pace) {
        this.pace = pace;
    }

    /** There is something to commit. */
    void owe() {
        since = pace.commits();
    }

    boolean isOwed() {
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
    boolean take(long nowNanos, boolean behind) {
        boolean now = isOwed() && pace.take(nowNanos, behind);
        if (now) {
            since = NOTHING;
        }
        return now;
    }
}
