package commuter.spawner;

import commuter.spawner.demand.Explanation;
import commuter.text.Escaped;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Prints why this number of passengers is expected: lambda as a product, one line for each route and hour. */
record ExplanationTable(PrintWriter out, ZoneId zone) {
    private static final String LINE = "%-12s %-16s %-20s %9s x %6s x %5s x %4s x %7s x %6s = %9s";
    private static final DateTimeFormatter DAY_AND_HOUR = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    void print(List<Explanation> hours) {
        print(LINE, "route", "time", "reservoir", "buildings", "base", "hour", "day", "special", "share", "lambda");
        hours.forEach(this::print);
        print(
                "Expected: %,.1f passengers. Share: the part of them who appear in service hours and, at a depot, for this"
                        + " route.",
                hours.stream().mapToDouble(Explanation::lambda).sum());
    }

    private void print(Explanation hour) {
        ZonedDateTime from = hour.from().atZone(zone);
        ZonedDateTime to = hour.to().atZone(zone);
        double part = Duration.between(hour.from(), hour.to()).toMillis() / 3_600_000.0;
        print(
                LINE,
                hour.routeId(),
                DAY_AND_HOUR.format(from) + "-" + HOUR.format(to),
                hour.reservoir(),
                format("%,d", hour.buildings()),
                factor(hour.base()),
                factor(hour.hour()),
                factor(hour.day()),
                factor(hour.special()),
                format("%.3f", hour.share() * part),
                format("%,.2f", hour.lambda()));
    }

    /** At most four digits: enough to recognise a value from the rules, and to check the product. */
    private static String factor(double value) {
        return new BigDecimal(value)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }

    private void print(String format, Object... values) {
        out.println(Escaped.lines(format(format, values)));
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
