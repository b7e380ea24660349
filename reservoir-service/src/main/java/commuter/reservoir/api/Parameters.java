package commuter.reservoir.api;

import commuter.schemas.PassengerStatus;
import commuter.schemas.ValueRules;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses parameters that Spring does not parse. Each error names the parameter, its value and what is allowed. */
final class Parameters {
    private static final Pattern PASSENGER_ID = Pattern.compile("PASS_[0-9A-F]{32}");
    private static final int LONGEST_NAME = 255;

    private Parameters() {}

    static double between(String name, double value, double least, double most) {
        // This form refuses NaN, too.
        if (!(value >= least && value <= most)) {
            throw new InvalidParameterException(name, value, least + " to " + most);
        }
        return value;
    }

    static int between(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new InvalidParameterException(name, value, least + " to " + most);
        }
        return value;
    }

    /** In a query, the + of an offset may arrive as a space. */
    static @Nullable Instant instant(String name, @Nullable String text) {
        try {
            return text == null ? null : usable(name, Instant.parse(text.replace(' ', '+')));
        } catch (DateTimeParseException e) {
            throw new InvalidParameterException(
                    name, text, "an ISO-8601 instant, e.g. 2026-01-31T07:30:00Z or ...+01:00");
        }
    }

    /** A value that is in the body or in the query. If it is in both, they must be equal. */
    static <T> @Nullable T either(String name, @Nullable T inBody, @Nullable T inQuery) {
        if (inBody != null && inQuery != null && !inBody.equals(inQuery)) {
            throw new InvalidParameterException(name, inQuery, "'" + inBody + "' as in the body, or left out");
        }
        return inBody == null ? inQuery : inBody;
    }

    /** An instant in the range that a passenger may have. */
    static Instant usable(String name, Instant instant) {
        if (ValueRules.problemOf(instant) != null) {
            throw new InvalidParameterException(
                    name, instant, "from " + ValueRules.EARLIEST + " until before " + ValueRules.TOO_LATE);
        }
        return instant;
    }

    /** One status or several, separated by commas; none means all. */
    static Set<PassengerStatus> statuses(@Nullable String text) {
        Set<PassengerStatus> statuses = EnumSet.noneOf(PassengerStatus.class);
        if (text != null) {
            for (String each : text.split(",", -1)) {
                statuses.add(status(each.strip()));
            }
        }
        return statuses;
    }

    private static PassengerStatus status(String text) {
        try {
            return PassengerStatus.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException("status", text, "one of " + Arrays.toString(PassengerStatus.values()));
        }
    }

    /** The text, if given; it must be neither blank nor too long. */
    static @Nullable String name(String name, @Nullable String text) {
        if (text != null && (text.isBlank() || text.length() > LONGEST_NAME)) {
            throw new InvalidParameterException(name, text, "1 to 255 characters");
        }
        return text;
    }

    static String passengerId(String text) {
        if (!PASSENGER_ID.matcher(text).matches()) {
            throw new InvalidParameterException("passenger_id", text, "PASS_ and 32 upper-case hex digits");
        }
        return text;
    }

    static String describe(Class<?> type) {
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        return type == int.class || type == Integer.class ? "a whole number" : "of type " + type.getSimpleName();
    }
}
