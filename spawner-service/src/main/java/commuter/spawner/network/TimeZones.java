package commuter.spawner.network;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The zones of the tz database, the same on every version of Java. */
final class TimeZones {
    /**
     * Zones of the database that only later versions of Java know, or none; the first three have no daylight saving
     * time.
     */
    private static final Map<String, ZoneId> UNEVEN = Map.of(
            "EST", ZoneOffset.ofHours(-5),
            "MST", ZoneOffset.ofHours(-7),
            "HST", ZoneOffset.ofHours(-10),
            "ROC", ZoneId.of("Asia/Taipei"));

    private TimeZones() {}

    /** Null when there is no such zone. */
    static @Nullable ZoneId find(String name) {
        ZoneId uneven = UNEVEN.get(name);
        if (uneven != null) {
            return uneven;
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Suggests a zone for a name that was not found. */
    static String suggestion(String name) {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(known -> known.equalsIgnoreCase(name.replace(' ', '_')))
                .findFirst()
                .map(known -> "do you mean " + known + "?")
                .orElse("e.g. America/Barbados");
    }
}
