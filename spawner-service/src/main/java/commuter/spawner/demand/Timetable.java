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

/**
 * Which ways to board are open at the places of one reservoir, and when. A service day reaches into the days after it,
 * as far as the feed's trips do, and a little into the day before it. Thread-safe.
 */
final class Timetable {
    private static final int SECONDS_OF_DAY = 24 * 60 * 60;

    private final List<Place> places;
    private final ServiceCalendar calendar;
    private final ZoneId zone;
    private final Map<Set<String>, ServiceDay> plans = new ConcurrentHashMap<>();
    private final long daysBefore;

    Timetable(List<Place> places, ServiceCalendar calendar, ZoneId zone) {
        this.places = places;
        this.calendar = calendar;
        this.zone = zone;
        int latest = places.stream()
                .flatMap(place -> place.shares().stream())
                .flatMap(share -> share.departures().stream())
                .mapToInt(departures -> departures.always().to())
                .max()
                .orElse(0);
        // One more day, because a service day begins an hour early or late when the clocks change.
        this.daysBefore = latest / SECONDS_OF_DAY + 1L;
    }

    /** The service days that matter between two instants: those on which an offer is open then. */
    List<Began> days(Instant from, Instant to) {
        LocalDate earliest = LocalDate.ofInstant(from, zone).minusDays(daysBefore);
        // Passengers come for the first departure after midnight on the evening before.
        LocalDate latest = LocalDate.ofInstant(to, zone).plusDays(1);
        List<Began> days = new ArrayList<>();
        for (LocalDate day = latest; !day.isBefore(earliest); day = day.minusDays(1)) {
            Began began = new Began(ServiceDay.begin(day, zone), plan(day));
            if (began.day().isOpen(began.second(from), began.second(to))) {
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
