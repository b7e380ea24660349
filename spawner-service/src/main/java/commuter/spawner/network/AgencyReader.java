package commuter.spawner.network;

import java.io.IOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code agency.txt}, for the time zone. */
final class AgencyReader {
    private final Set<String> ids = new HashSet<>();
    private @Nullable ZoneId zone;

    /** The time zone of the first agency. */
    ZoneId read(FeedFiles files, Findings findings) throws IOException {
        files.read("agency.txt", List.of("agency_timezone"), findings, this::agency);
        ZoneId found = zone;
        return found == null ? ZoneOffset.UTC : found;
    }

    private void agency(CsvTable.Row row) {
        String id = row.text("agency_id");
        if (!ids.add(id)) {
            row.error("agency_id", "'" + id + "' occurs twice");
        }
        ZoneId own = Values.zone(row, "agency_timezone");
        if (zone == null) {
            zone = own;
        } else if (own != null && !own.equals(zone)) {
            row.warn("agency_timezone", "'" + own + "' is not the first agency's: days and hours are those of " + zone);
        }
    }
}
