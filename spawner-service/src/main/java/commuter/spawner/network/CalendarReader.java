package commuter.spawner.network;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code calendar.txt} and {@code calendar_dates.txt}; a feed has one or both. */
final class CalendarReader {
    private static final FeedTable WEEKLY = new FeedTable(
            "calendar.txt",
            Stream.concat(
                            Stream.of("service_id", "start_date", "end_date"),
                            Stream.of(DayOfWeek.values()).map(CalendarReader::column))
                    .toList(),
            "the line is left out",
            512);
    private static final FeedTable EXCEPTIONS = new FeedTable(
            "calendar_dates.txt", List.of("service_id", "date", "exception_type"), "the line is left out", 256);

    private final Schedule.Builder schedule = new Schedule.Builder();

    Schedule.Builder read(FeedFiles files, FeedNotices notices) throws IOException {
        boolean weekly = files.readOptional(WEEKLY, notices, this::week);
        boolean exceptions = files.readOptional(EXCEPTIONS, notices, this::exception);
        if (!weekly && !exceptions) {
            notices.error("", "no service runs on any day: calendar.txt and calendar_dates.txt are both missing");
        } else if (schedule.isEmpty()) {
            notices.error(
                    "",
                    "no service runs on any day: "
                            + (!exceptions
                                    ? "calendar.txt has none, and calendar_dates.txt is missing"
                                    : !weekly
                                            ? "calendar_dates.txt has none, and calendar.txt is missing"
                                            : "calendar.txt and calendar_dates.txt have none"));
        }
        return schedule;
    }

    private void week(CsvTable.Row row) {
        String service = row.required("service_id");
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (flag(row, column(day))) {
                days.add(day);
            }
        }
        LocalDate from = Values.date(row, "start_date");
        LocalDate to = Values.date(row, "end_date");
        if (schedule.isWeekly(service)) {
            row.rejectRepeated("service_id", service);
        }
        if (!row.isUsable() || from == null || to == null) {
            return;
        }
        if (to.isBefore(from)) {
            row.warn(
                    "end_date",
                    to + " is before start_date " + from + ": service " + Quote.of(service) + " never runs");
            days.clear();
        }
        schedule.add(service, days, from, to);
    }

    private static String column(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }

    private static boolean flag(CsvTable.Row row, String field) {
        String value = row.required(field);
        if (!value.isEmpty() && !value.equals("0") && !value.equals("1")) {
            row.reject(field, Quote.of(value) + " must be one of 0, 1");
        }
        return value.equals("1");
    }

    private void exception(CsvTable.Row row) {
        String service = row.required("service_id");
        LocalDate date = Values.date(row, "date");
        String type = row.required("exception_type");
        if (!type.isEmpty() && !type.equals("1") && !type.equals("2")) {
            row.reject("exception_type", Quote.of(type) + " must be one of 1, 2");
        }
        if (row.isUsable() && date != null) {
            schedule.except(service, date, type.equals("1"));
        }
    }
}
