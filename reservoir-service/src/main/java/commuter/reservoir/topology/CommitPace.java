package commuter.reservoir.topology;

import java.time.Duration;

/**
 * Spaces the commits that the tasks of a stream thread ask for. A commit is one for all tasks of a thread and holds all of
 * them up, so that twelve tasks that each ask for their own would do little else. And Kafka Streams hands each task but one
 * record between two looks at the clock: a commit then would let every record of a fetch wait for one commit more. So a
 * commit also waits, for a while, until the fetch is used up. Belongs to one stream thread.
 */
public final class CommitPace {
    private static final int LONGEST_PER_SHORTEST = 3;
    /** The beats of one round follow each other faster; between two rounds the thread polls, or commits. */
    private static final long SAME_ROUND_NANOS = Duration.ofMillis(1).toNanos();

    private final long shortestNanos;
    private boolean hasCommitted;
    private long lastCommit;
    private boolean hasBeaten;
    private long lastBeat;
    private boolean recordsCame;
    private boolean busy;

    /** @param shortest time between two commits; so much more may pass while records keep coming */
    public CommitPace(Duration shortest) {
        this.shortestNanos = shortest.toNanos();
    }

    /** A task has got a record. */
    void received() {
        recordsCame = true;
    }

    /** A task beats, which it does after each round of records. */
    void beat(long nowNanos) {
        if (recordsCame) {
            busy = true;
        } else if (!hasBeaten || nowNanos - lastBeat > SAME_ROUND_NANOS) {
            busy = false;
        }
        recordsCame = false;
        hasBeaten = true;
        lastBeat = nowNanos;
    }

    /** Whether the caller may ask for a commit now; if so, nobody else may for a while. */
    boolean take(long nowNanos) {
        boolean free = !hasCommitted || nowNanos - lastCommit >= pause();
        if (free) {
            hasCommitted = true;
            lastCommit = nowNanos;
        }
        return free;
    }

    private long pause() {
        return recordsCame || busy ? LONGEST_PER_SHORTEST * shortestNanos : shortestNanos;
    }
}
