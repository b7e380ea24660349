package commuter.spawner.demand;

import commuter.schemas.ReservoirId;
import commuter.spawner.demand.ServiceDay.Offer;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The demand of one reservoir: how many passengers it draws, and where they come from and go to. Thread-safe.
 *
 * <p>Passengers appear as a Poisson process whose rate changes over time. It is drawn by thinning: candidates come at
 * the highest rate of the window, and each is accepted with the probability rate at their moment / highest rate. So a
 * window of any length has the right number of passengers, even if the rate changes within it.
 */
public final class Spawner {
    private static final double MILLIS_PER_HOUR = 3_600_000;

    private final ReservoirId reservoir;
    private final double basePerBuilding;
    private final RateProfile profile;
    private final List<Place> places;
    private final Timetable timetable;
    private final int buildings;

    /** @param basePerBuilding passengers per building per hour before the multipliers of hour and day */
    Spawner(
            ReservoirId reservoir,
            double basePerBuilding,
            RateProfile profile,
            List<Place> places,
            Timetable timetable) {
        this.reservoir = reservoir;
        this.basePerBuilding = basePerBuilding;
        this.profile = profile;
        this.places = List.copyOf(places);
        this.timetable = timetable;
        this.buildings = places.stream().mapToInt(Place::buildings).sum();
    }

    public ReservoirId reservoir() {
        return reservoir;
    }

    /** The number of buildings of all its places. */
    public int buildings() {
        return buildings;
    }

    /** Passengers per building per hour. */
    public double basePerBuilding() {
        return basePerBuilding;
    }

    /**
     * The places where passengers may appear.
     *
     * @param weekdays the weekdays on which each service runs
     */
    Set<String> placesWithDemand(Map<String, Set<DayOfWeek>> weekdays) {
        return basePerBuilding == 0
                ? Set.of()
                : departures()
                        .filter(departures -> departures.services().stream()
                                .flatMap(service -> weekdays.getOrDefault(service, Set.of()).stream())
                                .anyMatch(day -> profile.isEverPositive(departures.always(), day)))
                        .map(departures -> departures.boarding().origin().placeId())
                        .collect(Collectors.toSet());
    }

    /** Why there is no such place. */
    NoDemand noDemand(Map<String, Set<DayOfWeek>> weekdays) {
        if (places.isEmpty()) {
            return reservoir.kind() == ReservoirId.Kind.ROUTE ? NoDemand.NO_BUILDINGS : NoDemand.NO_BOARDING;
        }
        if (basePerBuilding == 0) {
            return NoDemand.NO_RATE;
        }
        boolean runs = departures()
                .flatMap(departures -> departures.services().stream())
                .anyMatch(weekdays::containsKey);
        return runs ? NoDemand.NO_HOURS : NoDemand.NO_SERVICE;
    }

    private Stream<Departures> departures() {
        return places.stream().flatMap(place -> place.shares().stream()).flatMap(share -> share.departures().stream());
    }

    /** The expected number of passengers in an hour like this moment. */
    public double lambdaPerHour(Instant instant) {
        Duration moment = Duration.ofSeconds(1);
        return lambda(instant, instant.plus(moment)) * MILLIS_PER_HOUR / moment.toMillis();
    }

    /** The expected number of passengers between two instants. */
    public double lambda(Instant from, Instant to) {
        return lambdaByRoute(from, to).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /** The expected number of passengers between two instants, by the route that they want to ride. */
    public Map<String, Double> lambdaByRoute(Instant from, Instant to) {
        Map<String, Double> sums = new TreeMap<>();
        for (RateProfile.Stretch stretch : profile.stretches(from, to)) {
            double perMilli = basePerBuilding * stretch.multiplier() / MILLIS_PER_HOUR;
            List<Timetable.Began> days = timetable.days(stretch.from(), stretch.to());
            for (int place = 0; place < places.size(); place++) {
                add(sums, perMilli * places.get(place).buildings(), place, days, stretch);
            }
        }
        return sums;
    }

    private void add(
            Map<String, Double> sums,
            double perMilli,
            int place,
            List<Timetable.Began> days,
            RateProfile.Stretch stretch) {
        Instant start = stretch.from();
        while (start.isBefore(stretch.to())) {
            OpenOffers openOffers = OpenOffers.at(start, places.get(place), place, days);
            Instant end = openOffers.until().isBefore(stretch.to()) ? openOffers.until() : stretch.to();
            double expected = perMilli * (end.toEpochMilli() - start.toEpochMilli());
            for (int i = 0; i < openOffers.offers().size(); i++) {
                Offer offer = openOffers.offers().get(i);
                sums.merge(offer.boarding().route().id(), expected * openOffers.share(i), Double::sum);
            }
            start = end;
        }
    }

    /** Explains {@link #lambdaByRoute}, hour by hour; hours without any demand are left out. */
    public List<Explanation> explain(Instant from, Instant to) {
        List<Explanation> hours = new ArrayList<>();
        for (Instant start = from; start.isBefore(to); ) {
            ZonedDateTime local = start.atZone(profile.zone());
            Instant next = local.truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant();
            Instant end = next.isBefore(to) ? next : to;
            hours.addAll(explainHour(local, start, end));
            start = end;
        }
        return hours;
    }

    private List<Explanation> explainHour(ZonedDateTime local, Instant start, Instant end) {
        double hour = profile.hour(local);
        double day = profile.day(local);
        double special = profile.specialBetween(start, end);
        double part = (end.toEpochMilli() - start.toEpochMilli()) / MILLIS_PER_HOUR;
        double whole = buildings * basePerBuilding * hour * day * special * part;
        return lambdaByRoute(start, end).entrySet().stream()
                .filter(route -> route.getValue() > 0)
                .map(route -> new Explanation(
                        reservoir,
                        route.getKey(),
                        start,
                        end,
                        buildings,
                        basePerBuilding,
                        hour,
                        day,
                        special,
                        route.getValue() / whole,
                        route.getValue()))
                .toList();
    }

    /** Draws the window's passengers, in order of time. The same seed draws the same passengers. */
    public List<DrawnPassenger> draw(long seed, TimeWindow window) {
        if (buildings == 0) {
            return List.of();
        }
        List<RateProfile.Stretch> stretches = profile.stretches(window.start(), window.end());
        double highest = stretches.stream()
                .mapToDouble(RateProfile.Stretch::multiplier)
                .max()
                .orElse(0);
        double candidates =
                buildings * basePerBuilding * highest * window.length().toMillis() / MILLIS_PER_HOUR;
        List<Timetable.Began> days = timetable.days(window.start(), window.end());
        @Nullable OpenOffers[] open = new OpenOffers[places.size()];
        RandomStream stream = RandomStream.of(seed, reservoir, window);
        RandomGenerator random = stream.random();
        List<DrawnPassenger> arrivals = new ArrayList<>();
        for (double reached = gap(random); reached < candidates; reached += gap(random)) {
            Instant at = window.start()
                    .plusMillis((long) (reached / candidates * window.length().toMillis()));
            int place = place(random);
            if (open[place] == null || !at.isBefore(open[place].until())) {
                open[place] = OpenOffers.at(at, places.get(place), place, days);
            }
            boolean taken = random.nextDouble() * highest < multiplier(stretches, at);
            if (taken && !open[place].isEmpty()) {
                arrivals.add(arrival(stream, arrivals.size(), open[place].pick(random), at));
            }
        }
        return arrivals;
    }

    private DrawnPassenger arrival(RandomStream stream, int index, Offer offer, Instant at) {
        RandomGenerator random = stream.random();
        return new DrawnPassenger(
                stream.passengerId(index),
                reservoir,
                offer.boarding(),
                TripLength.draw(random).pick(offer.boarding().destinations(), random),
                at);
    }

    /** The index of a place, drawn in proportion to its buildings. */
    private int place(RandomGenerator random) {
        double left = random.nextDouble() * buildings;
        for (int place = 0; place < places.size(); place++) {
            left -= places.get(place).buildings();
            if (left < 0) {
                return place;
            }
        }
        return places.size() - 1;
    }

    private static double multiplier(List<RateProfile.Stretch> stretches, Instant at) {
        for (RateProfile.Stretch stretch : stretches) {
            if (at.isBefore(stretch.to())) {
                return stretch.multiplier();
            }
        }
        return stretches.get(stretches.size() - 1).multiplier();
    }

    /** Exponentially distributed. StrictMath gives the same digits on every machine. */
    private static double gap(RandomGenerator random) {
        return -StrictMath.log(1 - random.nextDouble());
    }
}
