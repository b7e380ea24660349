package commuter.spawner.demand;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * When passengers come to the places of one reservoir on days with the same services, in seconds of the service day.
 * Immutable.
 *
 * @param offers by the index of the place, the offers of each share
 * @param first the second from which the first offer is open
 * @param last the second from which no offer is open any more
 */
record ServiceDay(List<List<Offer>> offers, int first, int last) {

    /**
     * A way to board that is open for a while.
     *
     * @param share index of the share in the place
     */
    record Offer(BoardingOption boarding, int share, long runs, int from, int to) {
        boolean isOpen(long second) {
            return second >= from && second < to;
        }
    }

    static ServiceDay of(List<Place> places, Set<String> services) {
        List<List<Offer>> offers =
                places.stream().map(place -> offers(place, services)).toList();
        int first = offers.stream()
                .flatMap(List::stream)
                .mapToInt(Offer::from)
                .min()
                .orElse(0);
        int last =
                offers.stream().flatMap(List::stream).mapToInt(Offer::to).max().orElse(0);
        return new ServiceDay(offers, first, last);
    }

    /** Whether any offer may be open between two seconds of the day. */
    boolean isOpen(long from, long to) {
        return from < last && to >= first;
    }

    /**
     * The instant from which times of a service day count: twelve hours before noon, even when the clocks change that
     * night.
     */
    static Instant begin(LocalDate day, ZoneId zone) {
        return day.atTime(LocalTime.NOON).atZone(zone).minusHours(12).toInstant();
    }

    private static List<Offer> offers(Place place, Set<String> services) {
        List<Offer> offers = new ArrayList<>();
        for (int share = 0; share < place.shares().size(); share++) {
            for (Departures departures : place.shares().get(share).departures()) {
                Departures.Open open = departures.on(services);
                if (open != null) {
                    offers.add(new Offer(departures.boarding(), share, open.runs(), open.from(), open.to()));
                }
            }
        }
        return List.copyOf(offers);
    }
}
