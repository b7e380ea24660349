package commuter.access;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Rate limits: one token bucket for each caller, which holds the calls of two seconds. Of a bucket, only the instant is
 * kept at which it will be full again; a full bucket is not kept at all. There are never more than {@link #MOST}
 * buckets. While so many callers have called within two seconds, all new callers share one more bucket, and callers
 * over their rate stay limited. Thread-safe.
 */
final class TokenBuckets {
    static final int MOST = 10_000;

    static final int LONGEST_NAME = 64;

    private static final long NANOS = Duration.ofSeconds(1).toNanos();
    private static final long BURST_NANOS = 2 * NANOS;
    /** The name of the shared bucket; no caller has it. */
    private static final String NEWCOMERS = "";

    private final long perCall;
    private final LongSupplier clock;
    private final long origin;
    private final Map<String, Long> fullAt = new HashMap<>();
    private long nextSweep;

    /**
     * @param rate calls a second, at least 1
     * @param clock in nanoseconds
     */
    TokenBuckets(int rate, LongSupplier clock) {
        perCall = NANOS / rate;
        this.clock = clock;
        origin = clock.getAsLong();
    }

    /** Takes a token for a call. Returns zero, or how long to wait until there is a token. */
    synchronized Duration take(String who) {
        long now = clock.getAsLong() - origin;
        String name = placeFor(shortened(who), now);
        long full = Math.max(fullAt.getOrDefault(name, now), now) + perCall;
        long wait = full - now - BURST_NANOS;
        if (wait > 0) {
            return Duration.ofNanos(wait);
        }
        fullAt.put(name, full);
        return Duration.ZERO;
    }

    synchronized int size() {
        return fullAt.size();
    }

    synchronized int longestName() {
        return fullAt.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** The subject of a token may be as long as a header. A long one is replaced by its digest. */
    private static String shortened(String who) {
        return who.length() <= LONGEST_NAME ? who : Sha256.hex(who);
    }

    private String placeFor(String who, long now) {
        if (fullAt.size() < MOST || fullAt.containsKey(who)) {
            return who;
        }
        // A search through all buckets for each new caller is what an attacker with many addresses would want.
        if (now >= nextSweep) {
            fullAt.values().removeIf(full -> full <= now);
            nextSweep = now + NANOS;
        }
        return fullAt.size() < MOST ? who : NEWCOMERS;
    }
}
