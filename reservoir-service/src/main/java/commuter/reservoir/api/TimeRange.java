package commuter.reservoir.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** A range of time, end excluded; null where it is open. */
record TimeRange(@Nullable Instant from, @Nullable Instant until) {

    /** A day, or a part of it by times of day such as 07:30. Without a day, the range between two instants. */
    static TimeRange of(@Nullable String date, @Nullable String startTime, @Nullable String endTime, ZoneId zone) {
        if (date == null) {
            return between("start_time", startTime, "end_time", endTime);
        }
        LocalDate day = date(date);
        Instant from = startTime == null ? day.atStartOfDay(zone).toInstant() : at(day, "start_time", startTime, zone);
        Instant until =
                endTime == null ? day.plusDays(1).atStartOfDay(zone).toInstant() : at(day, "end_time", endTime, zone);
        return ordered(new TimeRange(from, until), "end_time", endTime);
    }

    static TimeRange between(String startName, @Nullable String start, String endName, @Nullable String end) {
        TimeRange timeRange = new TimeRange(Parameters.instant(startName, start), Parameters.instant(endName, end));
        return ordered(timeRange, endName, end);
    }

    private static TimeRange ordered(TimeRange timeRange, String endName, @Nullable String end) {
        if (timeRange.from != null && timeRange.until != null && timeRange.until.isBefore(timeRange.from)) {
            throw new InvalidParameterException(
                    endName, String.valueOf(end), "not before the start, " + timeRange.from);
        }
        return timeRange;
    }

    private static LocalDate date(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            Parameters.instant(
                    "date", day.atStartOfDay(ZoneOffset.UTC).toInstant().toString());
            return day;
        } catch (DateTimeParseException e) {
            throw new InvalidParameterException("date", text, "a date, e.g. 2026-01-31");
        }
    }

    private static Instant at(LocalDate day, String name, String text, ZoneId zone) {
        if (text.equals("24:00")) {
            return day.plusDays(1).atStartOfDay(zone).toInstant();
        }
        try {
            return day.atTime(LocalTime.parse(text)).atZone(zone).toInstant();
        } catch (DateTimeParseException e) {
            throw new InvalidParameterException(name, text, "a time of that day, e.g. 07:30, up to 24:00");
        }
    }
}
