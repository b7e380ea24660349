package commuter.spawner.network;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a field may hold.
 *
 * @param expectation what to say of a value that does not pass, e.g. {@code is no time (HH:MM:SS)}
 */
record ValueCheck(String expectation, Predicate<String> allows) {
    static final ValueCheck ANY = new ValueCheck("", value -> true);

    /** Hours may have one digit and pass 24, for trips that run past midnight. */
    static final ValueCheck TIME = new ValueCheck("is no time (HH:MM:SS)", matching("\\d{1,3}:[0-5]\\d:[0-5]\\d"));

    static final ValueCheck WHOLE_NUMBER = new ValueCheck("is no whole number", matching("\\d{1,9}"));
    static final ValueCheck ZONE = new ValueCheck("is no time zone (e.g. America/Barbados)", ValueCheck::isZone);

    static ValueCheck oneOf(String... values) {
        return new ValueCheck("must be one of " + String.join(", ", values), List.of(values)::contains);
    }

    static ValueCheck decimalBetween(int least, int most) {
        return new ValueCheck("is no number from " + least + " to " + most, value -> isBetween(value, least, most));
    }

    private static Predicate<String> matching(String regex) {
        return java.util.regex.Pattern.compile(regex).asMatchPredicate();
    }

    private static boolean isBetween(String value, int least, int most) {
        try {
            double number = Double.parseDouble(value);
            return number >= least && number <= most;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isZone(String value) {
        try {
            return ZoneId.of(value) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
