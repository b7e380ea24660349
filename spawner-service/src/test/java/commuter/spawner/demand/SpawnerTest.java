package commuter.spawner.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import commuter.schemas.ReservoirId;
import commuter.spawner.network.Network;
import commuter.spawner.network.NetworkReader;
import commuter.spawner.network.Pattern;
import commuter.spawner.network.Stop;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpawnerTest {
    private static final Network NETWORK = NetworkReader.read("");
    private static final Demand DEMAND = Demand.of(NETWORK, Buildings.uniform(60), DemandRules.DEFAULT, 1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** A Monday, eight o'clock: the multipliers are 2.0 and 1.3. */
    private static final Instant EIGHT =
            LocalDate.of(2026, 1, 5).atTime(8, 0).atZone(NETWORK.zone()).toInstant();

    @Test
    void lambdaIsBuildingsTimesBaseTimesHourTimesDay() {
        // 21 places along the route, 60 buildings at each.
        assertThat(spawner("route:1A").lambdaPerHour(EIGHT)).isCloseTo(21 * 60 * .012 * 2.0 * 1.3, within(1e-9));
        // Around Speightstown's terminal there are its own stop and Sand Street's.
        assertThat(spawner("depot:SPEIGHTSTOWN").lambdaPerHour(EIGHT)).isCloseTo(2 * 60 * .3 * 2.0 * 1.3, within(1e-9));
    }

    @Test
    void hoursAndDaysAreMeantInTheFeedsTimeZone() {
        Spawner spawner = spawner("route:1A");
        ZonedDateTime sundayAtNoon = LocalDate.of(2026, 1, 4).atTime(12, 0).atZone(NETWORK.zone());

        assertThat(spawner.lambdaPerHour(sundayAtNoon.toInstant())).isCloseTo(21 * 60 * .012 * .9 * .3, within(1e-9));
    }

    @Test
    void defect07ContinuousModeDrawsOnlyTheWindowsShare() {
        Spawner spawner = spawner("route:1A");
        double hour = spawner.lambdaPerHour(EIGHT);

        assertThat(lambda(spawner, MINUTE)).isCloseTo(hour / 60, within(1e-9));
        assertThat(lambda(spawner, Duration.ofSeconds(1))).isCloseTo(hour / 3600, within(1e-9));
        assertThat(drawHour(spawner, MINUTE, 50))
                .isCloseTo((int) (50 * hour), within((int) (4 * Math.sqrt(50 * hour))));
    }

    @Test
    void theNumberDrawnDoesNotDependOnTheWindowsLength() {
        Spawner spawner = spawner("depot:FAIRCHILD");
        double expected = 20 * spawner.lambdaPerHour(EIGHT);

        assertThat(List.of(Duration.ofSeconds(10), MINUTE, Duration.ofMinutes(15), Duration.ofHours(1)))
                .allSatisfy(length -> assertThat((double) drawHour(spawner, length, 20))
                        .isCloseTo(expected, within(4 * Math.sqrt(expected))));
    }

    @Test
    void theSameSeedDrawsTheSamePassengersInAnyOrder() {
        List<TimeWindow> windows = IntStream.range(0, 60)
                .mapToObj(minute -> new TimeWindow(EIGHT.plusSeconds(60L * minute), MINUTE))
                .collect(Collectors.toCollection(ArrayList::new));
        Map<String, DrawnPassenger> inOrder = drawAll(DEMAND, windows);
        Collections.shuffle(windows, new Random(7));

        assertThat(drawAll(Demand.of(NETWORK, Buildings.uniform(60), DemandRules.DEFAULT, 1), windows))
                .isEqualTo(inOrder);
        assertThat(drawAll(Demand.of(NETWORK, Buildings.uniform(60), DemandRules.DEFAULT, 2), windows))
                .doesNotContainKeys(inOrder.keySet().toArray(String[]::new));
    }

    /** A change of how passengers are drawn changes the passengers of a seed, for everybody who has seeded before. */
    @Test
    void aSeedMeansTheSamePassengersOnEveryMachine() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int minute = 0; minute < 60; minute++) {
            DEMAND.draw(new TimeWindow(EIGHT.plusSeconds(60L * minute), MINUTE))
                    .forEach(passenger ->
                            digest.update(passenger.spawnedAt(passenger.at()).write()));
        }

        assertThat(HexFormat.of().formatHex(digest.digest(), 0, 8)).isEqualTo("518e64cf4f2f304e");
    }

    @Test
    void defect12NoPassengersDestinationIsWhereTheyWait() {
        assertThat(arrivals())
                .isNotEmpty()
                .noneMatch(passenger -> passenger
                        .destination()
                        .placeId()
                        .equals(passenger.boarding().origin().placeId()))
                .allMatch(passenger -> passenger.boarding().route().patterns().stream()
                        .anyMatch(pattern -> rides(passenger, pattern)));
    }

    @Test
    void defect13IdsHave128BitsAndDoNotCollide() {
        assertThat(arrivals())
                .extracting(DrawnPassenger::passengerId)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("PASS_[0-9A-F]{32}"));
    }

    @Test
    void passengersWaitAtTheirStopWithinTheirWindow() {
        TimeWindow window = new TimeWindow(EIGHT, MINUTE);

        assertThat(DEMAND.draw(window)).isNotEmpty().allSatisfy(passenger -> {
            assertThat(passenger.at()).isBetween(window.start(), window.end());
            assertThat(passenger.spawnedAt(EIGHT)).satisfies(request -> {
                assertThat(request.latitude())
                        .isEqualTo(passenger.boarding().origin().position().latitude());
                assertThat(request.stopId())
                        .isEqualTo(passenger.boarding().origin().id());
                assertThat(request.destinationName())
                        .isEqualTo(passenger.destination().name());
            });
        });
    }

    @Test
    void aDepotSharesItsPassengersOutByTheBuildingsAlongItsRoutes() {
        Map<String, Long> byRoute = arrivals().stream()
                .filter(passenger -> passenger.reservoir().equals(ReservoirId.depot("FAIRCHILD")))
                .collect(Collectors.groupingBy(
                        passenger -> passenger.boarding().route().id(), Collectors.counting()));
        double all = byRoute.values().stream().mapToLong(Long::longValue).sum();

        // There are 15, 16 and 17 places along the three routes.
        assertThat(byRoute.get("2B") / all).isCloseTo(15 / 48., within(.03));
        assertThat(byRoute.get("3C") / all).isCloseTo(16 / 48., within(.03));
        assertThat(byRoute.get("4D") / all).isCloseTo(17 / 48., within(.03));
    }

    @Test
    void whereThereIsNoBuildingNobodyAppears() {
        Demand desert = Demand.of(NETWORK, Buildings.uniform(0), DemandRules.DEFAULT, 1);

        assertThat(desert.lambdaPerHour(EIGHT)).isZero();
        assertThat(desert.draw(new TimeWindow(EIGHT, Duration.ofMinutes(15)))).isEmpty();
    }

    private static boolean rides(DrawnPassenger passenger, Pattern pattern) {
        List<String> stops = pattern.stops().stream().map(Stop::id).toList();
        int from = stops.indexOf(passenger.boarding().origin().id());
        return from >= 0
                && pattern.direction() == passenger.boarding().direction()
                && stops.indexOf(passenger.destination().id()) > from;
    }

    /** All passengers of the rush hours of about twenty days. */
    private static List<DrawnPassenger> arrivals() {
        return IntStream.range(0, 20 * 60)
                .mapToObj(minute -> new TimeWindow(
                        EIGHT.plus(Duration.ofDays(minute / 60)).plusSeconds(60L * (minute % 60)), MINUTE))
                .flatMap(window -> DEMAND.draw(window).stream())
                .toList();
    }

    private static int drawHour(Spawner spawner, Duration length, int seeds) {
        return IntStream.range(0, seeds)
                .map(seed -> IntStream.range(0, (int) Duration.ofHours(1).dividedBy(length))
                        .map(i -> spawner.draw(seed, new TimeWindow(EIGHT.plus(length.multipliedBy(i)), length))
                                .size())
                        .sum())
                .sum();
    }

    private static double lambda(Spawner spawner, Duration length) {
        return spawner.lambda(EIGHT, EIGHT.plus(length));
    }

    private static Map<String, DrawnPassenger> drawAll(Demand demand, List<TimeWindow> windows) {
        return windows.stream()
                .flatMap(window -> demand.draw(window).stream())
                .collect(Collectors.toMap(DrawnPassenger::passengerId, Function.identity()));
    }

    private static Spawner spawner(String reservoir) {
        return DEMAND.spawners().stream()
                .filter(spawner -> spawner.reservoir().toString().equals(reservoir))
                .findFirst()
                .orElseThrow();
    }
}
