package commuter.spawner.demand;

import commuter.spawner.network.ServiceCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which ways to board are open at the places of one reservoir, and when. Thread-safe. */
final class Timetable {
    /** A service day may reach into the two days after it, but no agency is known whose does into a third. */
    private static final int LONGEST_DAYS = 3;

    private final List<Place> places;
    private final ServiceCalendar calendar;
    private final ZoneId zone;
    private final Map<Set<String>, ServiceDay> plans = new ConcurrentHashMap<>();

    Timetable(List<Place> places, ServiceCalendar calendar, ZoneId zone) {
        this.places = places;
        this.calendar = calendar;
        this.zone = zone;
    }

    /** The service days that matter between two instants: those on which something is open by then, or still open. */
    List<Began> days(Instant from, Instant to) {
        LocalDate earliest = LocalDate.ofInstant(from, zone).minusDays(LONGEST_DAYS - 1L);
        List<Began> days = new ArrayList<>();
        for (LocalDate day = LocalDate.ofInstant(to, zone); !day.isBefore(earliest); day = day.minusDays(1)) {
            Began began = new Began(ServiceDay.begin(day, zone), plan(day));
            if (began.day().reaches(began.second(from))) {
                days.add(began);
            }
        }
        return days;
    }

    private ServiceDay plan(LocalDate day) {
        return plans.computeIfAbsent(calendar.servicesOn(day), services -> ServiceDay.of(places, services));
    }

    /** A service day and the instant at which it began. */
    record Began(Instant begin, ServiceDay day) {

        /** Seconds since it began. */
        long second(Instant instant) {
            return Math.floorDiv(instant.toEpochMilli() - begin.toEpochMilli(), 1000L);
        }
    }
}
