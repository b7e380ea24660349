package commuter.spawner.network;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which services run on which days: {@code calendar.txt} with its exceptions. Immutable.
 *
 * @param weekly by service
 * @param exceptions by day and service; whether it is added or taken away
 */
record Schedule(Map<String, Weekly> weekly, Map<LocalDate, Map<String, Boolean>> exceptions) {

    /** A line of {@code calendar.txt}. */
    record Weekly(Set<DayOfWeek> days, LocalDate first, LocalDate last) {
        Weekly {
            days = Set.copyOf(days);
        }

        boolean runsOn(LocalDate day) {
            return days.contains(day.getDayOfWeek()) && !day.isBefore(first) && !day.isAfter(last);
        }

        /** The number of days with such a weekday on which it runs, from a day on. */
        long count(DayOfWeek weekday, LocalDate from) {
            LocalDate next = (from.isAfter(first) ? from : first).with(TemporalAdjusters.nextOrSame(weekday));
            return !days.contains(weekday) || next.isAfter(last) ? 0 : ChronoUnit.WEEKS.between(next, last) + 1;
        }
    }

    /** The services that run on a day. */
    Set<String> on(LocalDate day) {
        Set<String> services = new HashSet<>();
        weekly.forEach((id, week) -> {
            if (week.runsOn(day)) {
                services.add(id);
            }
        });
        exceptions.getOrDefault(day, Map.of()).forEach((id, added) -> {
            if (added) {
                services.add(id);
            } else {
                services.remove(id);
            }
        });
        return Set.copyOf(services);
    }

    /**
     * The weekdays on which each service runs at least once from a day on; services that never run are not included.
     */
    Map<String, Set<DayOfWeek>> weekdays(LocalDate from) {
        Map<String, Map<DayOfWeek, Long>> counts = new HashMap<>();
        weekly.forEach((id, week) ->
                week.days().forEach(weekday -> add(counts, id, weekday, week.count(weekday, from))));
        exceptions.forEach((day, services) -> {
            if (!day.isBefore(from)) {
                services.forEach((id, added) -> add(counts, id, day.getDayOfWeek(), change(id, day, added)));
            }
        });
        Map<String, Set<DayOfWeek>> weekdays = new HashMap<>();
        counts.forEach((id, days) -> days.forEach((weekday, count) -> {
            if (count > 0) {
                weekdays.computeIfAbsent(id, service -> EnumSet.noneOf(DayOfWeek.class))
                        .add(weekday);
            }
        }));
        return weekdays;
    }

    /** What an exception adds to the number of a service's days: 1, -1, or 0 when the calendar says the same. */
    int change(String service, LocalDate day, boolean added) {
        Weekly week = weekly.get(service);
        boolean runs = week != null && week.runsOn(day);
        return added == runs ? 0 : added ? 1 : -1;
    }

    private static void add(Map<String, Map<DayOfWeek, Long>> counts, String service, DayOfWeek weekday, long more) {
        counts.computeIfAbsent(service, id -> new HashMap<>()).merge(weekday, more, Long::sum);
    }

    /** Collects the content of the files. */
    static final class Builder {
        private final Set<String> declared = new HashSet<>();
        private final Map<String, Weekly> weekly = new HashMap<>();
        private final Map<LocalDate, Map<String, Boolean>> exceptions = new HashMap<>();

        boolean isEmpty() {
            return declared.isEmpty();
        }

        boolean knows(String service) {
            return declared.contains(service);
        }

        boolean isWeekly(String service) {
            return weekly.containsKey(service);
        }

        void add(String service, Set<DayOfWeek> days, LocalDate from, LocalDate to) {
            declared.add(service);
            weekly.put(service, new Weekly(days, from, to));
        }

        void except(String service, LocalDate day, boolean added) {
            declared.add(service);
            exceptions.computeIfAbsent(day, unused -> new HashMap<>()).put(service, added);
        }

        Schedule build() {
            return new Schedule(weekly, exceptions);
        }
    }
}
