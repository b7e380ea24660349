package commuter.schemas;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The allowed values of texts and instants from every source: Kafka, HTTP, a feed, or Strapi's panel. Strapi has the
 * same rules in {@code strapi/src/passengers/fields.js}, and {@code value-cases.json} tests both. Thread-safe.
 */
public final class ValueRules {
    /** Maximum length of a text in UTF-16 characters, as Java and JavaScript count them. */
    public static final int MAX_TEXT = 255;

    /** The earliest instant: Kafka's records have no earlier time, and no passenger has waited since before. */
    public static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

    /**
     * The first instant that is too late. All parts of the pipeline can write earlier instants and add hours to them.
     */
    public static final Instant TOO_LATE = Instant.parse("2200-01-01T00:00:00Z");

    private ValueRules() {}

    /** Returns what is wrong with a text; null if it is valid. */
    public static @Nullable String problemOf(String text) {
        if (text.length() > MAX_TEXT) {
            return "has " + text.length() + " characters, at most " + MAX_TEXT;
        }
        boolean blank = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isControl(c)) {
                return "must not contain control characters (U+%04X at %d)".formatted((int) c, i);
            }
            if (isHalfPair(text, i)) {
                return "must not contain half of a surrogate pair (at " + i + ")";
            }
            blank &= isBlank(c);
        }
        return blank ? "must not be blank" : null;
    }

    /** Returns what is wrong with an instant; null if it is valid. */
    public static @Nullable String problemOf(Instant instant) {
        return instant.isBefore(EARLIEST) || !instant.isBefore(TOO_LATE)
                ? instant + " must be from " + EARLIEST + " to " + TOO_LATE.minus(1, ChronoUnit.MILLIS)
                : null;
    }

    /**
     * No database stores a NUL, and other control characters may be commands to a terminal. Tabs and line breaks are
     * allowed, because some names have several lines.
     */
    private static boolean isControl(char c) {
        return Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
    }

    private static boolean isHalfPair(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    /** The same definition as JavaScript's trim. */
    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
    }
}
