package commuter.spawner.demand;

import commuter.spawner.demand.ServiceDay.Offer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The offers that are open at one place, for as long as none opens or closes there.
 *
 * @param until exclusive
 * @param cumulated the offers' shares of the place's passengers, added up; the last is 1
 */
record OpenOffers(Instant until, List<Offer> offers, double[] cumulated) {

    /**
     * The offers that are open at an instant.
     *
     * @param index the place's index in its reservoir
     * @param days the service days that may matter
     */
    static OpenOffers at(Instant at, Place place, int index, List<Timetable.Began> days) {
        List<Offer> open = new ArrayList<>();
        Instant until = Instant.MAX;
        for (Timetable.Began day : days) {
            long second = day.second(at);
            for (Offer offer : day.day().offers().get(index)) {
                if (offer.isOpen(second)) {
                    open.add(offer);
                    until = earlier(until, day.begin().plusSeconds(offer.to()));
                } else if (second < offer.from()) {
                    until = earlier(until, day.begin().plusSeconds(offer.from()));
                }
            }
        }
        return new OpenOffers(until, open, cumulated(place, open));
    }

    boolean isEmpty() {
        return offers.isEmpty();
    }

    Offer pick(RandomGenerator random) {
        double point = random.nextDouble();
        int index = 0;
        while (index < cumulated.length - 1 && point >= cumulated[index]) {
            index++;
        }
        return offers.get(index);
    }

    /** The n-th offer's share of the place's passengers. */
    double share(int index) {
        return index == 0 ? cumulated[0] : cumulated[index] - cumulated[index - 1];
    }

    /** To each route in proportion to its attraction, and within the route in proportion to the number of trips. */
    private static double[] cumulated(Place place, List<Offer> open) {
        double[] runs = new double[place.shares().size()];
        open.forEach(offer -> runs[offer.share()] += offer.runs());
        double attraction = 0;
        for (int share = 0; share < runs.length; share++) {
            attraction += runs[share] > 0 ? place.shares().get(share).attraction() : 0;
        }
        double[] cumulated = new double[open.size()];
        double sum = 0;
        for (int index = 0; index < cumulated.length; index++) {
            Offer offer = open.get(index);
            sum += place.shares().get(offer.share()).attraction() / attraction * offer.runs() / runs[offer.share()];
            cumulated[index] = sum;
        }
        return cumulated;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
