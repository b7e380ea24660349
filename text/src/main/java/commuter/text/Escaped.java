package commuter.text;

import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Text from outside, made safe for terminals and logs. Characters that would move the cursor, colour or hide text,
 * change the direction of writing, or begin a new line are escaped, such as {@code \n} or {@code \u001b}. All texts
 * that our own code has not made go through this class: names, vehicles, errors of other services, headers.
 * Thread-safe.
 */
public final class Escaped {
    private static final String TURNS_DIRECTION =
            "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";
    private static final String ENDS_LINE = "\u2028\u2029";

    private Escaped() {}

    /** A text as one line. */
    public static String line(String text) {
        return escaped(text, Escaped::isHarmful);
    }

    /** A text of several lines, such as another program's output: only its line ends stay unchanged. */
    public static String lines(String text) {
        return escaped(text, c -> c != '\n' && isHarmful(c));
    }

    /** One line of JSON with the same meaning. JSON itself escapes only some of the control characters. */
    public static String json(String json) {
        return escaped(json, Escaped::isHarmful);
    }

    private static String escaped(String text, IntPredicate harmful) {
        if (text.chars().noneMatch(harmful)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            if (harmful.test(c)) {
                out.append(escape((char) c));
            } else {
                out.append((char) c);
            }
        });
        return out.toString();
    }

    private static boolean isHarmful(int c) {
        return Character.isISOControl(c) || TURNS_DIRECTION.indexOf(c) >= 0 || ENDS_LINE.indexOf(c) >= 0;
    }

    private static String escape(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format(Locale.ROOT, "\\u%04x", (int) c);
        };
    }
}
