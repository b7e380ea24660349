package commuter.reservoir.stream.expiry;

import java.time.Instant;

/**
 * How far all instances together have decided the inputs. It is measured only while a caller asks: an answer may be old
 * but never claims too much, and each question starts a new measurement. Thread-safe.
 */
public interface InputProgress {

    /** All commands that the broker acknowledged before this instant, by the broker's clock, have been decided. */
    Instant commandsDecidedBefore();

    /** Marks the end of all inputs that have been acknowledged until now. */
    long mark();

    /** Whether all inputs before a mark have been decided. */
    boolean isPassed(long mark);
}
