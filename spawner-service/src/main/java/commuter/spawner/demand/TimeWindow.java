package commuter.spawner.demand;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of demand time that is drawn at once. Windows start on multiples of their length since the epoch, so that
 * whoever draws, and in whatever order, means the same windows.
 *
 * @param start where the window lies on the demand clock
 * @param playedAt the real instant at which it begins to be played. It is part of what the passengers are drawn from: a
 *     clock that runs fast, or over the same day again, passes one window several times, and each time brings other people
 */
public record TimeWindow(Instant start, Duration length, Instant playedAt) {
    /** Every time zone's hours begin on a multiple of this, so a window that divides it never straddles two hours. */
    public static final Duration LONGEST = Duration.ofMinutes(15);

    public TimeWindow {
        if (length.isNegative() || length.isZero() || LONGEST.toMillis() % length.toMillis() != 0) {
            throw new IllegalArgumentException(length + " must divide " + LONGEST + " evenly");
        }
        if (start.toEpochMilli() % length.toMillis() != 0) {
            throw new IllegalArgumentException(start + " is no multiple of " + length);
        }
    }

    /** The window of its own time: played when it says. */
    public static TimeWindow at(Instant start, Duration length) {
        return new TimeWindow(start, length, start);
    }

    public Instant end() {
        return start.plus(length);
    }

    /** The start of the window that the given instant lies in. */
    public static Instant startContaining(Instant instant, Duration length) {
        long millis = instant.toEpochMilli();
        return Instant.ofEpochMilli(millis - Math.floorMod(millis, length.toMillis()));
    }
}
