package commuter.spawner.demand;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * How demand swells and ebbs over the day and the week, in the feed's time zone.
 *
 * @param zone whose hours and days are meant
 */
public record Rhythm(ZoneId zone) {
    private static final double[] HOURS = {
        .1, .05, .05, .05, .2, .5, .8, 1.5, 2.0, 1.2, .8, .7, .9, .8, .7, 1.0, 1.8, 2.2, 1.5, 1.0, .6, .4, .3, .2
    };
    private static final double WEEKDAY = 1.3;
    private static final double SATURDAY = .6;
    private static final double SUNDAY = .3;

    /** What the base rate is multiplied by at an instant. */
    public double at(Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        return HOURS[local.getHour()] * day(local.getDayOfWeek());
    }

    private static double day(DayOfWeek day) {
        return switch (day) {
            case SATURDAY -> SATURDAY;
            case SUNDAY -> SUNDAY;
            default -> WEEKDAY;
        };
    }
}
