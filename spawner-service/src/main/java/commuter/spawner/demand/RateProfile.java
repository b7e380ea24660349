package commuter.spawner.demand;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How the demand of one reservoir changes over time: by the hour and the day, in the feed's time zone, and by special
 * events.
 *
 * @param zone time zone of hours and days
 * @param hours 24 multipliers
 * @param events special events and weather that affect this reservoir
 */
record RateProfile(ZoneId zone, List<Double> hours, Map<DayOfWeek, Double> days, List<SpecialEvent> events) {
    private static final int SECONDS_OF_HOUR = 3600;
    private static final int HOURS_OF_DAY = 24;
    private static final int HOURS_OF_WEEK = 7 * HOURS_OF_DAY;

    RateProfile {
        hours = List.copyOf(hours);
        days = Map.copyOf(days);
        events = List.copyOf(events);
    }

    /** A stretch of time over which nothing changes. */
    record Stretch(Instant from, Instant to, double multiplier) {}

    /** The multiplier of the base rate at an instant. */
    double at(Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        return hour(local) * day(local) * special(instant);
    }

    double hour(ZonedDateTime local) {
        return hours.get(local.getHour());
    }

    double day(ZonedDateTime local) {
        return days.getOrDefault(local.getDayOfWeek(), 1.0);
    }

    /** Whether the multipliers are above zero at some hour of a service day that began on a weekday. */
    boolean isEverPositive(Departures.Open open, DayOfWeek began) {
        int firstHour = Math.floorDiv(open.from(), SECONDS_OF_HOUR);
        int lastHour = Math.floorDiv(open.to() - 1, SECONDS_OF_HOUR);
        for (int hour = firstHour; hour <= Math.min(lastHour, firstHour + HOURS_OF_WEEK); hour++) {
            DayOfWeek day = began.plus(Math.floorDiv(hour, HOURS_OF_DAY));
            if (hours.get(Math.floorMod(hour, HOURS_OF_DAY)) * days.getOrDefault(day, 1.0) > 0) {
                return true;
            }
        }
        return false;
    }

    /** Events and weather together. */
    double special(Instant instant) {
        double product = 1;
        for (SpecialEvent specialEvent : events) {
            if (specialEvent.covers(instant)) {
                product *= specialEvent.times();
            }
        }
        return product;
    }

    /** Events and weather together, averaged between two instants. */
    double specialBetween(Instant from, Instant to) {
        double sum = 0;
        for (Stretch stretch : stretches(from, to)) {
            sum += special(stretch.from())
                    * (stretch.to().toEpochMilli() - stretch.from().toEpochMilli());
        }
        return sum / (to.toEpochMilli() - from.toEpochMilli());
    }

    /** The stretches between two instants, in order and without a gap. */
    List<Stretch> stretches(Instant from, Instant to) {
        TreeSet<Instant> changes = new TreeSet<>();
        ZonedDateTime hour = from.atZone(zone).truncatedTo(ChronoUnit.HOURS).plusHours(1);
        for (; hour.toInstant().isBefore(to); hour = hour.plusHours(1)) {
            changes.add(hour.toInstant());
        }
        for (SpecialEvent specialEvent : events) {
            changes.add(specialEvent.from());
            changes.add(specialEvent.to());
        }
        List<Stretch> stretches = new ArrayList<>();
        Instant start = from;
        for (Instant change : changes) {
            if (change.isAfter(start) && change.isBefore(to)) {
                stretches.add(new Stretch(start, change, at(start)));
                start = change;
            }
        }
        stretches.add(new Stretch(start, to, at(start)));
        return stretches;
    }
}
