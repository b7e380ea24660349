package commuter.benchmarks.fanout;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Identifies an event in a stream of bytes, with the time when it was published: an event id such as
 * {@code at-1764000000000000}.
 */
final class Stamp {
    static final int DIGITS = 16;
    private static final String MARK = "\"event_id\":\"at-";

    private Stamp() {}

    static byte[] mark() {
        return MARK.getBytes(US_ASCII);
    }

    static String eventId(long micros) {
        return "at-" + micros;
    }

    /** Microseconds since 1970, by a clock that all processes of the machine share. */
    static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
