package commuter.spawner.network;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** GTFS's types of values in a row. A malformed value is rejected, and read as if it were missing. */
final class Values {
    /** The value for a missing time. */
    static final int NO_TIME = -1;

    private Values() {}

    /**
     * Seconds since the service day began. Hours may have one digit and exceed 24. {@link #NO_TIME} for a missing
     * value.
     */
    static int time(CsvTable.Row row, String field) {
        String value = row.text(field);
        if (value.isEmpty()) {
            return NO_TIME;
        }
        int seconds = seconds(value);
        if (seconds == NO_TIME) {
            row.reject(field, Quote.of(value) + " is no time (HH:MM:SS)");
        }
        return seconds;
    }

    /** NaN for a missing value. */
    static double decimal(CsvTable.Row row, String field, int least, int most) {
        String value = row.required(field);
        double number = number(value);
        if (!value.isEmpty() && !(number >= least && number <= most)) {
            row.reject(field, Quote.of(value) + " is no number from " + least + " to " + most);
        }
        return number;
    }

    /** NaN for a value that is not a number. */
    static double number(String value) {
        try {
            return value.isEmpty() ? Double.NaN : Double.parseDouble(value);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    static int wholeNumber(CsvTable.Row row, String field) {
        String value = row.required(field);
        if (value.isEmpty()) {
            return 0;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        row.reject(field, Quote.of(value) + " is no whole number");
        return 0;
    }

    /**
     * One of the numbers from 0 to {@code most}. Any other value is a warning and is read as blank, which means
     * {@code otherwise}.
     */
    static int choice(CsvTable.Row row, String field, int most, int otherwise) {
        String value = row.text(field);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (value.length() == 1 && value.charAt(0) >= '0' && value.charAt(0) <= '0' + most) {
            return value.charAt(0) - '0';
        }
        row.warn(field, Quote.of(value) + " is none of 0 to " + most + " and is read as blank");
        return otherwise;
    }

    static @Nullable LocalDate date(CsvTable.Row row, String field) {
        String value = row.required(field);
        try {
            return value.isEmpty() ? null : LocalDate.parse(value, DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeException e) {
            row.reject(field, Quote.of(value) + " is no date (YYYYMMDD)");
            return null;
        }
    }

    private static int seconds(String value) {
        int colon = value.length() - 6;
        if (colon < 1 || colon > 3 || value.charAt(colon) != ':' || value.charAt(colon + 3) != ':') {
            return NO_TIME;
        }
        int hours = digits(value, 0, colon);
        int minutes = digits(value, colon + 1, colon + 3);
        int seconds = digits(value, colon + 4, colon + 6);
        return (hours | minutes | seconds) < 0 || minutes > 59 || seconds > 59
                ? NO_TIME
                : hours * 3600 + minutes * 60 + seconds;
    }

    /** Negative when there are characters other than digits. */
    private static int digits(String value, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = value.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
