package commuter.spawner.network;

import java.io.IOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code agency.txt}, for the time zone. */
final class AgencyReader {
    private static final String ZONE = "agency_timezone";
    private static final FeedTable TABLE = new FeedTable("agency.txt", List.of(ZONE), "the agency is left out", 512);

    private final Set<String> ids = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();
    private @Nullable ZoneId zone;

    /**
     * The time zone of the first agency that has a valid one. Errors of the other agencies count only when there is
     * none.
     */
    ZoneId read(FeedFiles files, FeedNotices notices) throws IOException {
        files.read(TABLE, notices, this::agency);
        ZoneId found = zone;
        if (found == null) {
            problems.forEach(each -> notices.error(TABLE.file(), each.line(), ZONE, each.problem()));
            return ZoneOffset.UTC;
        }
        problems.forEach(each -> notices.warn(
                TABLE.file(), each.line(), ZONE, each.problem() + ": days and hours are those of " + found));
        return found;
    }

    private void agency(CsvTable.Row row) {
        String id = row.text("agency_id");
        if (!ids.add(id)) {
            row.warn("agency_id", Quote.of(id) + " occurs twice");
        }
        String value = row.text(ZONE);
        ZoneId own = TimeZones.find(value);
        if (own == null) {
            problems.add(new Problem(
                    row.number(),
                    value.isEmpty()
                            ? "is required"
                            : Quote.of(value) + " is no time zone (" + TimeZones.suggestion(value) + ")"));
        } else if (zone == null) {
            zone = own;
        } else if (!own.equals(zone)) {
            problems.add(new Problem(row.number(), "'" + own + "' is not the first agency's"));
        }
    }

    private record Problem(long line, String problem) {}
}
