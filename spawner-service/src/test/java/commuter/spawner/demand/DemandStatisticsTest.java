package commuter.spawner.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import commuter.spawner.network.Network;
import commuter.spawner.network.NetworkReader;
import commuter.spawner.network.Pattern;
import commuter.spawner.network.Service;
import commuter.spawner.network.Stop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares draws, with fixed seeds, with the distributions that they should have. */
class DemandStatisticsTest {
    private static final Network NETWORK = NetworkReader.read("");
    private static final Demand DEMAND = Demand.of(NETWORK, Buildings.uniform(60), DemandRules.DEFAULT, 1);
    private static final int DAYS = 400;

    /** In one window, in which the rate changes with every hour and service begins and ends. */
    private static final TimeWindow DAY = new TimeWindow(Instant.parse("2026-01-06T00:00:00Z"), Duration.ofDays(1));

    private static Spawner route;
    private static List<List<DrawnPassenger>> days;

    @BeforeAll
    static void drawDays() {
        route = DEMAND.spawners().get(0);
        days = IntStream.range(0, DAYS).mapToObj(seed -> route.draw(seed, DAY)).toList();
    }

    @Test
    void countsByHourHaveThePoissonMeanAndVariance() {
        for (int hour = 0; hour < 24; hour++) {
            double lambda = lambda(hour);
            double[] counts = counts(hour);
            double mean = IntStream.range(0, DAYS)
                    .mapToDouble(day -> counts[day])
                    .average()
                    .orElseThrow();
            double variance = IntStream.range(0, DAYS)
                    .mapToDouble(day -> Math.pow(counts[day] - mean, 2))
                    .average()
                    .orElseThrow();

            assertThat(mean).as("mean of hour %d UTC", hour).isCloseTo(lambda, within(4 * Math.sqrt(lambda / DAYS)));
            // The variance of a Poisson distribution's sample variance follows from its fourth moment.
            double spread = Math.sqrt((lambda + 2 * lambda * lambda) / DAYS);
            assertThat(variance).as("variance of hour %d UTC", hour).isCloseTo(lambda, within(4 * spread));
        }
    }

    @Test
    void countsByHourAreDistributedAsPoissonSays() {
        for (int hour = 0; hour < 24; hour++) {
            double lambda = lambda(hour);
            double[] counts = counts(hour);
            if (lambda == 0) {
                assertThat(counts).as("out of service").containsOnly(0);
                continue;
            }
            PoissonDistribution poisson = PoissonDistribution.of(lambda);
            List<GoodnessOfFit.Cell> cells = new ArrayList<>();
            for (int count = 0; count <= lambda + 8 * Math.sqrt(lambda) + 8; count++) {
                int value = count;
                long drawn = IntStream.range(0, DAYS)
                        .filter(day -> counts[day] == value)
                        .count();
                cells.add(new GoodnessOfFit.Cell(drawn, DAYS * poisson.probability(count)));
            }

            assertThat(GoodnessOfFit.of(cells).p()).as("hour %d UTC", hour).isGreaterThan(.001);
        }
    }

    @Test
    void theWholeNetworksCountsFitByRouteAndHour() {
        List<GoodnessOfFit.Cell> cells = new ArrayList<>();
        for (Spawner spawner : DEMAND.spawners()) {
            List<DrawnPassenger> drawn = spawner.draw(1, DAY);
            for (Explanation hour : spawner.explain(DAY.start(), DAY.end())) {
                long count = drawn.stream()
                        .filter(passenger -> passenger.boarding().route().id().equals(hour.routeId()))
                        .filter(passenger -> !passenger.at().isBefore(hour.from())
                                && passenger.at().isBefore(hour.to()))
                        .count();
                cells.add(new GoodnessOfFit.Cell(count, hour.lambda()));
            }
        }

        assertThat(cells).hasSizeGreaterThan(200);
        assertThat(GoodnessOfFit.of(cells).p()).isGreaterThan(.001);
    }

    @Test
    void theTestItselfTellsAWrongDistribution() {
        List<GoodnessOfFit.Cell> doubled = IntStream.range(0, 24)
                .mapToObj(hour -> new GoodnessOfFit.Cell((long) counts(hour)[0], 2 * lambda(hour)))
                .toList();

        assertThat(GoodnessOfFit.of(doubled).p()).isLessThan(.001);
        assertThat(GoodnessOfFit.of(List.of(new GoodnessOfFit.Cell(1, 0))).p()).isZero();
    }

    @Test
    void tripsAreShortMediumAndLongAsWeighted() {
        long[] lengths = new long[3];
        for (List<DrawnPassenger> day : days) {
            for (DrawnPassenger passenger : day) {
                List<Stop> destinations = passenger.boarding().destinations();
                if (destinations.size() % 10 == 0) {
                    double share = destinations.indexOf(passenger.destination()) / (double) destinations.size();
                    lengths[share < .3 ? 0 : share < .7 ? 1 : 2]++;
                }
            }
        }
        double all = lengths[0] + lengths[1] + lengths[2];

        assertThat(all).isGreaterThan(1_000);
        assertThat(GoodnessOfFit.of(List.of(
                                new GoodnessOfFit.Cell(lengths[0], .2 * all),
                                new GoodnessOfFit.Cell(lengths[1], .5 * all),
                                new GoodnessOfFit.Cell(lengths[2], .3 * all)))
                        .p())
                .isGreaterThan(.001);
    }

    @Test
    void nobodyComesOutOfServiceHoursOrIsBoundOffTheRoutesStops() {
        assertThat(days.stream().mapToInt(List::size).sum()).isGreaterThan(100_000);
        assertThat(days.stream().flatMap(List::stream)).allMatch(DemandStatisticsTest::canBeServed);
    }

    @Test
    void theNightBusBelongsToTheDayOnWhichItBegan() {
        Spawner any = DEMAND.spawners().get(0);
        Instant closed = Instant.parse("2026-01-06T07:30:00Z"); // 03:30 on Barbados

        assertThat(any.lambdaPerHour(closed)).isZero();
        assertThat(any.lambdaPerHour(Instant.parse("2026-01-06T12:00:00Z"))).isPositive();
    }

    /**
     * Whether some trip of the passenger's route and direction leaves their stop later that day and calls at their
     * destination.
     */
    private static boolean canBeServed(DrawnPassenger passenger) {
        long second = Duration.between(
                        ServiceDay.begin(passenger.at().atZone(NETWORK.zone()).toLocalDate(), NETWORK.zone()),
                        passenger.at())
                .toSeconds();
        return passenger.boarding().route().patterns().stream()
                .filter(pattern -> pattern.direction() == passenger.boarding().direction())
                .anyMatch(pattern -> serves(pattern, passenger, second));
    }

    private static boolean serves(Pattern pattern, DrawnPassenger passenger, long second) {
        int from = pattern.stops().indexOf(passenger.boarding().origin());
        int to = pattern.stops().lastIndexOf(passenger.destination());
        if (from < 0 || to <= from) {
            return false;
        }
        return pattern.services().stream()
                .map(Service::departures)
                .anyMatch(departures -> second >= departures.get(0).first()
                        && second <= departures.get(from).last());
    }

    private static double lambda(int hour) {
        Instant start = DAY.start().plus(Duration.ofHours(hour));
        return route.lambda(start, start.plus(Duration.ofHours(1)));
    }

    private static double[] counts(int hour) {
        Instant start = DAY.start().plus(Duration.ofHours(hour));
        Instant end = start.plus(Duration.ofHours(1));
        return days.stream()
                .mapToDouble(day -> day.stream()
                        .filter(passenger -> !passenger.at().isBefore(start)
                                && passenger.at().isBefore(end))
                        .count())
                .toArray();
    }
}
