package commuter.spawner.network;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The zones of the tz database, the same on every version of Java. */
final class TimeZones {
    /**
     * Zones that the database has, and Java knows only from some version on, or never; the first three have no summer
     * time.
     */
    private static final Map<String, ZoneId> UNEVEN = Map.of(
            "EST", ZoneOffset.ofHours(-5),
            "MST", ZoneOffset.ofHours(-7),
            "HST", ZoneOffset.ofHours(-10),
            "ROC", ZoneId.of("Asia/Taipei"));

    private TimeZones() {}

    /** Null for what is no zone. */
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

    /** How a zone that was not found may have been meant. */
    static String suggestion(String name) {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(known -> known.equalsIgnoreCase(name.replace(' ', '_')))
                .findFirst()
                .map(known -> "do you mean " + known + "?")
                .orElse("e.g. America/Barbados");
    }
}
