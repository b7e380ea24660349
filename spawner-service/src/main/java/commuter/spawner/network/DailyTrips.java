package commuter.spawner.network;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How many trips run on each day. Between two days that a calendar names all weeks are equal. So only the named days
 * are computed, even if a feed spans many years. Immutable.
 */
final class DailyTrips {
    /** A seasonal service runs again within a year. So for a longer time without trips, the feed has no data. */
    private static final int LONGEST_PAUSE_DAYS = 366;

    private static final int WEEK = 7;

    private final NavigableMap<LocalDate, long[]> weeks = new TreeMap<>();
    private final Map<LocalDate, Long> exceptions = new HashMap<>();

    /** @param tripsOfService number of trips on a day of each service; services without trips are not included */
    DailyTrips(Schedule schedule, Map<String, Long> tripsOfService) {
        schedule.weekly().forEach((id, week) -> {
            long trips = tripsOfService.getOrDefault(id, 0L);
            if (trips > 0 && !week.days().isEmpty()) {
                change(week, week.first(), trips);
                change(week, week.last().plusDays(1), -trips);
            }
        });
        long[] sums = new long[WEEK];
        weeks.values().forEach(week -> {
            for (int day = 0; day < WEEK; day++) {
                sums[day] += week[day];
                week[day] = sums[day];
            }
        });
        schedule.exceptions()
                .forEach((day, services) -> services.forEach((id, added) -> {
                    long change = tripsOfService.getOrDefault(id, 0L) * schedule.change(id, day, added);
                    if (change != 0) {
                        exceptions.merge(day, change, Long::sum);
                    }
                }));
    }

    /** A period without long pauses; both ends inclusive. */
    record Period(LocalDate first, LocalDate last) {
        boolean covers(LocalDate day) {
            return !day.isBefore(first) && !day.isAfter(last);
        }
    }

    long on(LocalDate day) {
        return weekly(day) + exceptions.getOrDefault(day, 0L);
    }

    /** The periods for which the feed has trips, in order; none when no trip ever runs. */
    List<Period> periods() {
        List<Period> periods = new ArrayList<>();
        for (Period stretch : stretches()) {
            Period before = periods.isEmpty() ? null : periods.get(periods.size() - 1);
            if (before != null && ChronoUnit.DAYS.between(before.last(), stretch.first()) <= LONGEST_PAUSE_DAYS) {
                periods.set(periods.size() - 1, new Period(before.first(), stretch.last()));
            } else {
                periods.add(stretch);
            }
        }
        return periods;
    }

    /** The Monday of the week with the most trips; the first one if several have as many. */
    LocalDate busiestMonday() {
        TreeSet<LocalDate> mondays = new TreeSet<>();
        // A week differs from the one before only if the calendar changes in one of them.
        changes().forEach(day -> {
            LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            mondays.add(monday);
            mondays.add(monday.plusWeeks(1));
        });
        LocalDate busiest = mondays.first();
        long most = -1;
        for (LocalDate monday : mondays) {
            long trips = 0;
            for (int day = 0; day < WEEK; day++) {
                trips += on(monday.plusDays(day));
            }
            if (trips > most) {
                most = trips;
                busiest = monday;
            }
        }
        return busiest;
    }

    /** From a day with trips to the last one before the calendar changes. */
    private List<Period> stretches() {
        List<Period> stretches = new ArrayList<>();
        LocalDate from = null;
        for (LocalDate to : changes()) {
            LocalDate first = from == null ? null : running(from, to, 1);
            if (first != null) {
                LocalDate last = running(to.minusDays(1), first.minusDays(1), -1);
                stretches.add(new Period(first, last == null ? first : last));
            }
            from = to;
        }
        return stretches;
    }

    /**
     * The first day with a trip, searched from a day on in steps of one day. A week is enough, because all weeks are
     * equal until the calendar changes.
     */
    private @Nullable LocalDate running(LocalDate from, LocalDate end, int step) {
        LocalDate day = from;
        for (int i = 0; i < WEEK && !day.equals(end); i++, day = day.plusDays(step)) {
            if (on(day) > 0) {
                return day;
            }
        }
        return null;
    }

    private SortedSet<LocalDate> changes() {
        SortedSet<LocalDate> changes = new TreeSet<>(weeks.keySet());
        exceptions.keySet().forEach(day -> {
            changes.add(day);
            changes.add(day.plusDays(1));
        });
        return changes;
    }

    private long weekly(LocalDate day) {
        Map.Entry<LocalDate, long[]> week = weeks.floorEntry(day);
        return week == null ? 0 : week.getValue()[day.getDayOfWeek().getValue() - 1];
    }

    private void change(Schedule.Weekly week, LocalDate from, long trips) {
        long[] changes = weeks.computeIfAbsent(from, day -> new long[WEEK]);
        week.days().forEach(day -> changes[day.getValue() - 1] += trips);
    }
}
