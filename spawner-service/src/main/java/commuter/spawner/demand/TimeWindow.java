package commuter.spawner.demand;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of demand time that is drawn at once. Windows start on multiples of their length since the epoch, so that
 * every process uses the same windows, in any order.
 */
public record TimeWindow(Instant start, Duration length) {
    private static final Duration LONGEST = Duration.ofDays(1);

    public TimeWindow {
        if (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the window " + length + " must be longer than 0 and at most a day");
        }
        if (start.toEpochMilli() % length.toMillis() != 0) {
            throw new IllegalArgumentException(start + " is no multiple of " + length);
        }
    }

    public Instant end() {
        return start.plus(length);
    }

    /** The window that contains the given instant. */
    public static TimeWindow containing(Instant instant, Duration length) {
        long millis = instant.toEpochMilli();
        return new TimeWindow(Instant.ofEpochMilli(millis - Math.floorMod(millis, length.toMillis())), length);
    }

    /** The window after this one. */
    public TimeWindow next() {
        return new TimeWindow(end(), length);
    }
}
