package commuter.spawner.network;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which services run on which days: {@code calendar.txt} with its exceptions. Days that the feed does not cover are played
 * by its busiest week, for a feed that has expired is a good description of the network all the same. Thread-safe.
 */
public final class ServiceCalendar {
    private final Map<String, Weekly> weekly;
    private final Map<LocalDate, Map<String, Boolean>> exceptions;
    private final LocalDate first;
    private final LocalDate last;
    private final LocalDate busiestMonday;
    private final Map<LocalDate, Set<String>> known = new ConcurrentHashMap<>();

    private ServiceCalendar(
            Map<String, Weekly> weekly,
            Map<LocalDate, Map<String, Boolean>> exceptions,
            LocalDate first,
            LocalDate last,
            Map<String, Integer> tripsOfService) {
        this.weekly = weekly;
        this.exceptions = exceptions;
        this.first = first;
        this.last = last;
        this.busiestMonday = busiestMonday(tripsOfService);
    }

    /** The first day that the feed speaks of. */
    public LocalDate first() {
        return first;
    }

    /** The last day that the feed speaks of. */
    public LocalDate last() {
        return last;
    }

    public boolean covers(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }

    /** The Monday of the week that stands for all days which the feed does not cover. */
    public LocalDate busiestMonday() {
        return busiestMonday;
    }

    /** The ids of the services that run on a day, or on its like in the busiest week. */
    public Set<String> servicesOn(LocalDate day) {
        LocalDate played =
                covers(day) ? day : busiestMonday.plusDays(day.getDayOfWeek().getValue() - 1L);
        return known.computeIfAbsent(played, this::scheduled);
    }

    private Set<String> scheduled(LocalDate day) {
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

    private LocalDate busiestMonday(Map<String, Integer> tripsOfService) {
        LocalDate monday = first.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        LocalDate busiest = monday;
        long most = -1;
        for (; !monday.isAfter(last); monday = monday.plusWeeks(1)) {
            long trips = 0;
            for (int day = 0; day < 7; day++) {
                trips += scheduled(monday.plusDays(day)).stream()
                        .mapToInt(id -> tripsOfService.getOrDefault(id, 0))
                        .sum();
            }
            if (trips > most) {
                most = trips;
                busiest = monday;
            }
        }
        return busiest;
    }

    /** A line of {@code calendar.txt}. */
    private record Weekly(Set<DayOfWeek> days, LocalDate first, LocalDate last) {
        boolean runsOn(LocalDate day) {
            return days.contains(day.getDayOfWeek()) && !day.isBefore(first) && !day.isAfter(last);
        }
    }

    /** Collects what the files say. */
    static final class Builder {
        /** No feed is planned longer; a slip in a year shall not make a reader look at each week of a century. */
        private static final long LONGEST_YEARS = 30;

        private final Set<String> declared = new HashSet<>();
        private final Map<String, Weekly> weekly = new HashMap<>();
        private final Map<LocalDate, Map<String, Boolean>> exceptions = new HashMap<>();
        private @Nullable LocalDate first;
        private @Nullable LocalDate last;

        boolean isEmpty() {
            return declared.isEmpty();
        }

        boolean knows(String service) {
            return declared.contains(service);
        }

        /** False when the service was declared before. */
        boolean declare(String service) {
            return declared.add(service);
        }

        void add(String service, Set<DayOfWeek> days, LocalDate from, LocalDate to) {
            include(from);
            include(to);
            weekly.put(service, new Weekly(Set.copyOf(days), from, to));
        }

        void except(String service, LocalDate day, boolean added) {
            declared.add(service);
            include(day);
            exceptions.computeIfAbsent(day, unused -> new HashMap<>()).put(service, added);
        }

        /** Null when no day was ever mentioned. */
        @Nullable
        ServiceCalendar build(Map<String, Integer> tripsOfService) {
            LocalDate from = first;
            LocalDate to = last;
            if (from == null || to == null) {
                return null;
            }
            LocalDate bounded = ChronoUnit.YEARS.between(from, to) > LONGEST_YEARS ? from.plusYears(LONGEST_YEARS) : to;
            return new ServiceCalendar(weekly, exceptions, from, bounded, tripsOfService);
        }

        private void include(LocalDate day) {
            first = first == null || day.isBefore(first) ? day : first;
            last = last == null || day.isAfter(last) ? day : last;
        }
    }
}
