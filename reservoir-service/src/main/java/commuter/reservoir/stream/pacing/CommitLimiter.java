package commuter.reservoir.stream.pacing;

import java.time.Duration;

/**
 * Spaces the commits that the tasks of a stream thread ask for. A commit is one for all tasks of a thread and holds all
 * of them up, so that twelve tasks that each ask for their own would do little else. And Kafka Streams hands each task
 * but one record between two looks at the clock: a commit then would let every record of a fetch wait for one commit
 * more. So a commit also waits, for a while, until the fetch is used up.
 *
 * <p>On a machine that is too slow a commit takes long. The next one then waits longer as well, so that it holds more:
 * else the thread would do nothing but commit a few records at a time, and get slower the more there is to do. Belongs
 * to one stream thread.
 */
public final class CommitLimiter {
    /** Between two commits there are at least so many times as long as the last one took. */
    private static final int LEAST_PER_COMMIT = 2;
    /** While records keep coming, a commit waits so many times the shortest pause for the end of the fetch. */
    private static final int LONGEST_PER_SHORTEST = 3;
    /**
     * The tasks of one round are punctuated one right after the other; between two rounds the thread polls, or commits.
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
     * @param shortest time from one commit to the next; more passes while records keep coming
     * @param behind the same for a task that is behind, which has more use for large commits than for early ones
     * @param longest time from a commit to the next, however long that one took
     */
    public CommitLimiter(Duration shortest, Duration behind, Duration longest) {
        this.shortestNanos = shortest.toNanos();
        this.behindNanos = behind.toNanos();
        this.longestNanos = longest.toNanos();
    }

    /** A task has got a record. */
    public void received() {
        recordsCame = true;
    }

    /** A task is punctuated, which it is after each round of records. */
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

    /** A commit has ended, whoever asked for it. */
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
     * Whether the caller may ask for a commit now; if so, nobody else may for a while.
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
