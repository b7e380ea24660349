package commuter.reservoir.stream.expiry;

import java.time.Instant;

/**
 * How far all instances together have decided the inputs. It is measured only while somebody asks: an answer may be
 * old, is never ahead of the truth, and asking has it measured anew. Thread-safe.
 */
public interface InputProgress {

    /** Every command that the broker had acknowledged before this instant, by the broker's clock, has been decided. */
    Instant commandsDecidedBefore();

    /** Marks all inputs that have been acknowledged until now. */
    long mark();

    /** Whether all inputs before a mark have been decided. */
    boolean isPassed(long mark);
}
