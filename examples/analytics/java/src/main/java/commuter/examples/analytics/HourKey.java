package commuter.examples.analytics;

import commuter.schemas.Passenger;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * A route, and the hour in which passengers appeared.
 *
 * @param hour its beginning, written as in the reservoir's statistics, e.g. {@code 2026-03-02T07:00-04:00}
 */
record HourKey(String routeId, String hour) {

    static HourKey of(Passenger passenger, ZoneId zone) {
        return new HourKey(
                passenger.routeId(),
                passenger
                        .spawnedAt()
                        .atZone(zone)
                        .truncatedTo(ChronoUnit.HOURS)
                        .toOffsetDateTime()
                        .toString());
    }
}
