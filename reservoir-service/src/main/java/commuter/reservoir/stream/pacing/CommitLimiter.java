package commuter.reservoir.stream.pacing;

import java.time.Duration;

/**
 * Limits how often the tasks of a stream thread commit. One commit includes all tasks of the thread and stops all of
 * them meanwhile. If each of twelve tasks asked for its own commits, the thread would do little else. Kafka Streams
 * also gives each task only one record between two checks of the clock. If the thread committed then, every record of a
 * fetch would wait for one more commit. So a commit also waits, for a limited time, until all records of the fetch are
 * processed.
 *
 * <p>On a slow machine a commit takes long. The next commit then waits longer as well, so that it includes more.
 * Otherwise the thread would only commit a few records at a time, and get slower with more load. Belongs to one stream
 * thread.
 */
public final class CommitLimiter {
    /** The time between two commits is at least this multiple of the duration of the last commit. */
    private static final int LEAST_PER_COMMIT = 2;
    /**
     * While records keep coming, a commit waits at most this multiple of the shortest pause for the end of the fetch.
     */
    private static final int LONGEST_PER_SHORTEST = 3;
    /**
     * The tasks of one round are punctuated one right after the other. Between two rounds the thread polls or commits,
     * which takes longer than this.
     */
    private static final long SAME_ROUND_NANOS = Duration.ofMillis(1).toNanos();

    private final long shortestNanos;
    private final long behindNanos;
    private final long longestNanos;
    private long commits;
    private boolean hasCommitted;
    private long lastAsked;
    private long lastEnded;
    private long lastTook;
    private boolean hasEndedRound;
    private long lastRoundEnd;
    private boolean recordsCame;
    private boolean busy;

    /**
     * Makes the limiter of a thread that has not committed yet.
     *
     * @param shortest shortest time from one commit to the next; it is longer while records keep coming
     * @param behind the same for a task that is behind, for which large commits are better than early ones
     * @param longest longest time from one commit to the next, for any duration of the commits
     */
    public CommitLimiter(Duration shortest, Duration behind, Duration longest) {
        this.shortestNanos = shortest.toNanos();
        this.behindNanos = behind.toNanos();
        this.longestNanos = longest.toNanos();
    }

    /** A task has received a record. */
    public void received() {
        recordsCame = true;
    }

    /** A task is punctuated, which happens after each round of records. */
    public void roundEnded(long nowNanos) {
        if (recordsCame) {
            busy = true;
        } else if (!hasEndedRound || nowNanos - lastRoundEnd > SAME_ROUND_NANOS) {
            busy = false;
        }
        recordsCame = false;
        hasEndedRound = true;
        lastRoundEnd = nowNanos;
    }

    /** A commit has ended, whoever requested it. */
    public void committed(long nowNanos, long tookNanos) {
        commits++;
        hasCommitted = true;
        lastEnded = nowNanos;
        lastTook = tookNanos;
    }

    /** How many commits have ended; each was one for all tasks of the thread. */
    long commits() {
        return commits;
    }

    /**
     * Whether the caller may request a commit now. If so, no other task may for a while.
     *
     * @param behind whether the caller is behind with its records
     */
    boolean take(long nowNanos, boolean behind) {
        boolean free = !hasCommitted || (nowNanos - lastAsked >= pause(behind) && nowNanos - lastEnded >= recovery());
        if (free) {
            hasCommitted = true;
            lastAsked = nowNanos;
        }
        return free;
    }

    private long pause(boolean behind) {
        if (behind) {
            return behindNanos;
        }
        return recordsCame || busy ? LONGEST_PER_SHORTEST * shortestNanos : shortestNanos;
    }

    private long recovery() {
        return Math.min(LEAST_PER_COMMIT * lastTook, longestNanos);
    }
}
