package commuter.schemas;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The checks that the records' constructors share. Each error names the field. */
final class Require {
    private static final String PASSENGER_ID_PREFIX = "PASS_";
    private static final int PASSENGER_ID_LENGTH = PASSENGER_ID_PREFIX.length() + 32;

    private Require() {}

    static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidRecordException(field, "is required");
        }
        return value;
    }

    static String text(String field, @Nullable String value) {
        String text = present(field, value);
        refuseIf(ValueRules.problemOf(text), field);
        return text;
    }

    static @Nullable String optionalText(String field, @Nullable String value) {
        return value == null ? null : text(field, value);
    }

    static String passengerId(@Nullable String value) {
        String id = text("passenger_id", value);
        if (id.length() != PASSENGER_ID_LENGTH || !id.startsWith(PASSENGER_ID_PREFIX) || !isUpperHex(id)) {
            throw new InvalidRecordException("passenger_id", "'" + id + "' must be PASS_ and 32 upper-case hex digits");
        }
        return id;
    }

    static double latitude(String field, double value) {
        return between(field, value, -90, 90);
    }

    static double longitude(String field, double value) {
        return between(field, value, -180, 180);
    }

    static int priority(int value) {
        if (value < 1 || value > 5) {
            throw new InvalidRecordException("priority", value + " must be 1 to 5");
        }
        return value;
    }

    static long atLeast(String field, long value, long least) {
        if (value < least) {
            throw new InvalidRecordException(field, value + " must be at least " + least);
        }
        return value;
    }

    /** All parts of the pipeline can store milliseconds. With more digits, the log and the database would differ. */
    static Instant instant(String field, @Nullable Instant value) {
        Instant instant = present(field, value);
        refuseIf(ValueRules.problemOf(instant), field);
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    static @Nullable Instant optionalInstant(String field, @Nullable Instant value) {
        return value == null ? null : instant(field, value);
    }

    private static double between(String field, double value, double least, double most) {
        // This form refuses NaN, too.
        if (!(value >= least && value <= most)) {
            throw new InvalidRecordException(field, value + " must be " + (long) least + " to " + (long) most);
        }
        return value;
    }

    private static void refuseIf(@Nullable String problem, String field) {
        if (problem != null) {
            throw new InvalidRecordException(field, problem);
        }
    }

    private static boolean isUpperHex(String id) {
        for (int i = PASSENGER_ID_PREFIX.length(); i < id.length(); i++) {
            char c = id.charAt(i);
            if ((c < '0' || c > '9') && (c < 'A' || c > 'F')) {
                return false;
            }
        }
        return true;
    }
}
