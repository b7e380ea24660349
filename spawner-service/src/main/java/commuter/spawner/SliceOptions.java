package commuter.spawner;

import commuter.schemas.InvalidRecordException;
import commuter.spawner.network.Network;
import commuter.spawner.seeding.SeedRequest;
import commuter.spawner.seeding.SeedSlice;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose passengers. */
final class SliceOptions {
    private static final Pattern HOURS = Pattern.compile("(\\d{1,2})-(\\d{1,2})");

    @Option(names = "--route", paramLabel = "ROUTE", description = "id or short name of a route, or all (default: all)")
    private @Nullable String route;

    @Option(names = "--all", description = "all routes for the whole of today, if nothing else says what is meant")
    private boolean all;

    @Option(
            names = "--day",
            paramLabel = "DAY",
            description = "monday to sunday: the next such day, today included (default: today)")
    private @Nullable String day;

    @Option(names = "--date", paramLabel = "DATE", description = "a date as 2026-03-02, instead of a day")
    private @Nullable String date;

    @Option(
            names = "--hours",
            paramLabel = "A-B",
            description = "from and to, as 7-9; midnight is 0, or 24 (default: the whole day)")
    private @Nullable String hours;

    @Option(names = "--type", paramLabel = "TYPE", description = "route, depot or both (default: both)")
    private @Nullable String type;

    /** Whether nothing at all says what is meant. */
    boolean isUnsaid() {
        return !all && route == null && day == null && date == null && hours == null && type == null;
    }

    /** @throws InvalidRecordException which names the invalid option */
    SeedSlice slice(Network network) {
        Integer start = null;
        Integer end = null;
        if (hours != null) {
            Matcher matcher = HOURS.matcher(hours);
            if (!matcher.matches()) {
                throw new InvalidRecordException("hours", "'" + hours + "' must be two hours, as 7-9");
            }
            start = Integer.valueOf(matcher.group(1));
            end = Integer.valueOf(matcher.group(2));
            if (start >= end || end > 24) {
                throw new InvalidRecordException(
                        "hours",
                        "'" + hours
                                + "' must end after they begin, and by 24; what is past midnight is the next day's");
            }
        }
        SeedRequest request = new SeedRequest(route, day, date, type, start, end, null, null);
        return SeedSlice.of(request, network, LocalDate.now(network.zone()));
    }
}
