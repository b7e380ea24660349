package commuter.spawner.network;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads {@code calendar.txt} and {@code calendar_dates.txt}, of which a feed has one or both. */
final class CalendarReader {
    private static final String WEEKLY = "calendar.txt";
    private static final String EXCEPTIONS = "calendar_dates.txt";

    private final ServiceCalendar.Builder calendar = new ServiceCalendar.Builder();

    ServiceCalendar.Builder read(FeedFiles files, Findings findings) throws IOException {
        if (!files.has(WEEKLY) && !files.has(EXCEPTIONS)) {
            findings.error("", WEEKLY + " and " + EXCEPTIONS + " are both missing");
        }
        List<String> weekly = new ArrayList<>(List.of("service_id", "start_date", "end_date"));
        for (DayOfWeek day : DayOfWeek.values()) {
            weekly.add(column(day));
        }
        files.readOptional(WEEKLY, weekly, findings, this::week);
        files.readOptional(EXCEPTIONS, List.of("service_id", "date", "exception_type"), findings, this::exception);
        return calendar;
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
        if (!calendar.declare(service)) {
            row.error("service_id", "'" + service + "' occurs twice");
        }
        if (from == null || to == null) {
            return;
        }
        if (to.isBefore(from)) {
            row.warn("end_date", to + " is before start_date " + from + ": service '" + service + "' never runs");
        } else {
            calendar.add(service, days, from, to);
        }
    }

    private static String column(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }

    private static boolean flag(CsvTable.Row row, String field) {
        String value = row.required(field);
        if (!value.isEmpty() && !value.equals("0") && !value.equals("1")) {
            row.error(field, "'" + value + "' must be one of 0, 1");
        }
        return value.equals("1");
    }

    private void exception(CsvTable.Row row) {
        String service = row.required("service_id");
        LocalDate date = Values.date(row, "date");
        String type = row.required("exception_type");
        if (!type.isEmpty() && !type.equals("1") && !type.equals("2")) {
            row.error("exception_type", "'" + type + "' must be one of 1, 2");
        }
        if (date != null) {
            calendar.except(service, date, type.equals("1"));
        }
    }
}
