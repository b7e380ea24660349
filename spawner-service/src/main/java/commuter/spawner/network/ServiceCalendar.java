package commuter.spawner.network;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Which services run on which days. For days that the feed does not cover, its busiest week is used, because an expired
 * feed still describes the network well. The feed covers the days from the first to the last one with trips, without
 * pauses of more than a year: a single date decades later does not make the feed cover the time between. Thread-safe.
 */
public final class ServiceCalendar {
    private static final int LONGEST_SEARCH_DAYS = 400;

    private final Schedule schedule;
    private final DailyTrips trips;
    private final List<DailyTrips.Period> periods;
    private final LocalDate busiestMonday;
    private final Map<LocalDate, Set<String>> known = new ConcurrentHashMap<>();

    /** @param trips at least one, on some day */
    ServiceCalendar(Schedule schedule, DailyTrips trips) {
        this.schedule = schedule;
        this.trips = trips;
        this.periods = trips.periods();
        this.busiestMonday = trips.busiestMonday();
    }

    /** The first day on which a trip runs. */
    public LocalDate first() {
        return periods.get(0).first();
    }

    /** The last day on which a trip runs. */
    public LocalDate last() {
        return periods.get(periods.size() - 1).last();
    }

    public boolean covers(LocalDate day) {
        return periods.stream().anyMatch(period -> period.covers(day));
    }

    /** The Monday of the week that is used for all days that the feed does not cover. */
    public LocalDate busiestMonday() {
        return busiestMonday;
    }

    /** The ids of the services that run on a day, or on the same weekday of the busiest week. */
    public Set<String> servicesOn(LocalDate day) {
        return known.computeIfAbsent(played(day), schedule::on);
    }

    /** The number of trips that run on a day, or on the same weekday of the busiest week. */
    public long tripsOn(LocalDate day) {
        return trips.on(played(day));
    }

    /** The first day with a trip, this one included. */
    public LocalDate nextWithTrips(LocalDate day) {
        return IntStream.range(0, LONGEST_SEARCH_DAYS)
                .mapToObj(day::plusDays)
                .filter(next -> tripsOn(next) > 0)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("A pause is longer than " + LONGEST_SEARCH_DAYS + " days"));
    }

    /**
     * The weekdays on which each service runs at least once from a day on, including the busiest week, which is used
     * when the calendar has ended. Services that do not run any more are not included.
     */
    public Map<String, Set<DayOfWeek>> weekdaysOfServices(LocalDate from) {
        Map<String, Set<DayOfWeek>> weekdays = schedule.weekdays(from);
        for (DayOfWeek weekday : DayOfWeek.values()) {
            for (String service : schedule.on(busiestMonday.plusDays(weekday.getValue() - 1L))) {
                weekdays.computeIfAbsent(service, id -> EnumSet.noneOf(DayOfWeek.class))
                        .add(weekday);
            }
        }
        return weekdays;
    }

    private LocalDate played(LocalDate day) {
        return covers(day) ? day : busiestMonday.plusDays(day.getDayOfWeek().getValue() - 1L);
    }
}
