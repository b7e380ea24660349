package commuter.spawner.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import commuter.spawner.network.FeedFolder;
import commuter.spawner.network.Network;
import commuter.spawner.network.NetworkReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passengers come before a departure, even if there is one a day, and if a trip lasts for several nights. */
class RareDeparturesTest {
    private static final String TIMES = "trip_id,arrival_time,departure_time,stop_id,stop_sequence";
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    @TempDir
    Path temp;

    private FeedFolder feed;

    @BeforeEach
    void aFeedOfOneTripADay() throws IOException {
        feed = new FeedFolder(temp);
        feed.write("trips.txt", "route_id,service_id,trip_id,direction_id", "R,D,T1,0");
    }

    @Test
    void peopleComeInTheHalfHourBeforeTheOnlyDeparture() throws IOException {
        feed.write(
                "stop_times.txt", TIMES, "T1,20:00:00,20:00:00,S1,1", "T1,20:10:00,20:10:00,S2,2", "T1,30:00:00,,S3,3");
        Network network = read();
        Spawner route = route(network);

        // The multipliers of seven and eight in the evening are 1.0 and 0.6, and that of a Monday is 1.3.
        double hours = 30 / 60. * 1.0 + (20 / 60. * 1.0 + 10 / 60. * .6);
        assertThat(lambda(network, route, "19:30", "20:10")).isCloseTo(60 * .012 * 1.3 * hours, within(1e-9));
        assertThat(lambda(network, route, "00:00", "19:30")).isZero();
        assertThat(lambda(network, route, "20:10", "23:59")).isZero();
        assertThat(draw(network, route)).isNotEmpty().allSatisfy(passenger -> {
            LocalTime departure =
                    LocalTime.parse(passenger.boarding().origin().id().equals("S1") ? "20:00" : "20:10");
            assertThat(passenger.at().atZone(network.zone()).toLocalTime())
                    .isAfterOrEqualTo(departure.minusMinutes(30))
                    .isBefore(departure);
        });
    }

    @Test
    void peopleComeOnTheEveningBeforeADepartureAfterMidnight() throws IOException {
        feed.write("stop_times.txt", TIMES, "T1,00:10:00,00:10:00,S1,1", "T1,01:00:00,01:00:00,S2,2");
        Network network = read();
        Spawner route = route(network);

        assertThat(lambda(network, route, "23:40", "23:59")).isPositive();
        assertThat(lambda(network, route, "00:00", "00:10")).isPositive();
        assertThat(lambda(network, route, "00:10", "23:40")).isZero();
    }

    @Test
    void peopleComeBeforeAFerryThatGoesOnceByFrequency() throws IOException {
        feed.write("stop_times.txt", TIMES, "T1,00:00:00,00:00:00,S1,1", "T1,00:20:00,00:20:00,S2,2");
        feed.write("frequencies.txt", "trip_id,start_time,end_time,headway_secs", "T1,12:00:00,12:01:00,3600");
        Network network = read();

        assertThat(lambda(network, route(network), "11:30", "12:00")).isPositive();
        assertThat(lambda(network, route(network), "12:00", "23:59")).isZero();
    }

    @Test
    void whereTrafficIsLongerNobodyComesBeforeItBegins() throws IOException {
        feed.write("trips.txt", "route_id,service_id,trip_id,direction_id", "R,D,T1,0", "R,D,T2,0");
        feed.write(
                "stop_times.txt",
                TIMES,
                "T1,07:00:00,07:00:00,S1,1",
                "T1,07:10:00,07:10:00,S2,2",
                "T2,20:00:00,20:00:00,S1,1",
                "T2,20:10:00,20:10:00,S2,2");
        Network network = read();

        assertThat(lambda(network, route(network), "00:00", "07:00")).isZero();
        assertThat(lambda(network, route(network), "07:00", "07:01")).isPositive();
    }

    /** A trip from Sunday to Thursday; at S3 passengers come from midnight until its departure at half past eight. */
    @ParameterizedTest
    @CsvSource({"32:30, 1", "56:30, 2", "80:30, 3", "152:30, 6"})
    void aTripOfSeveralNightsHasPassengersOnItsLastDayToo(String departure, int daysLater) throws IOException {
        feed.setLine("calendar.txt", 2, "D,0,0,0,0,0,0,1,20260301,20260301");
        feed.write(
                "stop_times.txt",
                TIMES,
                "T1,09:45:00,09:45:00,S1,1",
                "T1," + departure + ":00," + departure + ":00,S3,3",
                "T1,170:00:00,170:00:00,S2,4");
        Network network = read();
        LocalDate day = LocalDate.of(2026, 3, 1).plusDays(daysLater);
        Instant start = day.atStartOfDay(network.zone()).toInstant();
        double multipliers = .1 + .05 + .05 + .05 + .2 + .5 + .8 + 1.5 + 2.0 / 2;
        double ofDay = daysLater == 6 ? .6 : 1.3;

        assertThat(route(network).lambda(start, start.plus(Duration.ofDays(1))))
                .isCloseTo(60 * .012 * multipliers * ofDay, within(1e-9));
    }

    @Test
    void aServiceDayThatBeginsAnHourEarlyIsPlayedFromThereOn() throws IOException {
        feed.setLine("agency.txt", 2, "A,Agency,https://a.example/,Europe/Berlin");
        feed.setLine("calendar.txt", 2, "D,0,0,0,0,0,0,1,20260329,20260329");
        feed.write("stop_times.txt", TIMES, "T1,00:10:00,00:10:00,S1,1", "T1,01:00:00,01:00:00,S2,2");
        Network network = read();
        // The clocks go forward: twelve hours before that Sunday's noon it is eleven on Saturday evening.
        Instant departure =
                LocalDate.of(2026, 3, 28).atTime(23, 10).atZone(network.zone()).toInstant();

        assertThat(route(network).lambda(departure.minusSeconds(1800), departure))
                .isPositive();
        assertThat(route(network).lambda(departure, departure.plus(Duration.ofDays(1))))
                .isZero();
    }

    private static double lambda(Network network, Spawner spawner, String from, String to) {
        return spawner.lambda(at(network, from), at(network, to));
    }

    private static Instant at(Network network, String time) {
        return MONDAY.atTime(LocalTime.parse(time)).atZone(network.zone()).toInstant();
    }

    private static List<DrawnPassenger> draw(Network network, Spawner spawner) {
        TimeWindow hour = TimeWindow.containing(at(network, "19:00"), Duration.ofHours(1));
        return LongStream.range(0, 100)
                .boxed()
                .flatMap(seed ->
                        Stream.concat(spawner.draw(seed, hour).stream(), spawner.draw(seed, hour.next()).stream()))
                .toList();
    }

    private static Spawner route(Network network) {
        return Demand.of(network, Buildings.uniform(60), DemandRules.DEFAULT, 1)
                .spawners()
                .get(0);
    }

    private Network read() {
        return NetworkReader.read(temp.toString());
    }
}
