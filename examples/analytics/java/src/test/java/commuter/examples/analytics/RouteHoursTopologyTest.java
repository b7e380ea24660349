package commuter.examples.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.Direction;
import commuter.schemas.EventType;
import commuter.schemas.JsonSerde;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerEvent;
import commuter.schemas.PassengerStatus;
import commuter.schemas.ReservoirId;
import commuter.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouteHoursTopologyTest {
    private static final ReservoirId ROUTE = ReservoirId.route("1A");
    private static final ReservoirId DEPOT = ReservoirId.depot("FAIRCHILD");
    private static final Instant SEVEN = Instant.parse("2026-03-02T07:00:00Z");
    private static final String HOUR = "2026-03-02T07:00Z";

    private TopologyTestDriver driver = driver("UTC");
    private long sequence;

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void theFiguresOfAnHourAreThoseOfThePassengersWhoAppearedInIt() {
        publish(EventType.SPAWNED, waiting("A", ROUTE, SEVEN));
        publish(EventType.SPAWNED, waiting("B", DEPOT, SEVEN.plusSeconds(60)));
        publish(EventType.SPAWNED, waiting("C", ROUTE, SEVEN.plusSeconds(3599)));
        publish(EventType.SPAWNED, waiting("D", ROUTE, SEVEN.plusSeconds(3600)));
        publish(EventType.BOARDED, boarded("A", ROUTE, SEVEN, Duration.ofMillis(1)));
        publish(EventType.ALIGHTED, ridden("B", DEPOT, SEVEN.plusSeconds(60), Duration.ofHours(2)));
        publish(EventType.EXPIRED, in("C", ROUTE, SEVEN.plusSeconds(3599), PassengerStatus.EXPIRED, null));

        assertThat(figures())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        new HourKey("1A", HOUR),
                        new RouteHour("1A", HOUR, 3, 3_600_000L, 1, 2),
                        new HourKey("1A", "2026-03-02T08:00Z"),
                        new RouteHour("1A", "2026-03-02T08:00Z", 1, null, 0, 0)));
    }

    @Test
    void aPassengerWhoIsReinstatedHasNotRidden() {
        publish(EventType.SPAWNED, waiting("A", ROUTE, SEVEN));
        publish(EventType.BOARDED, boarded("A", ROUTE, SEVEN, Duration.ofMinutes(5)));
        publish(EventType.CANCELLED, in("A", ROUTE, SEVEN, PassengerStatus.CANCELLED, SEVEN.plusSeconds(300)));
        publish(EventType.STATE_CHANGED, waiting("A", ROUTE, SEVEN));

        assertThat(figures()).containsEntry(new HourKey("1A", HOUR), new RouteHour("1A", HOUR, 1, null, 0, 0));
    }

    @Test
    void anEventThatComesAgainChangesNothing() {
        PassengerEvent spawned = publish(EventType.SPAWNED, waiting("A", ROUTE, SEVEN));
        PassengerEvent boarded = publish(EventType.BOARDED, boarded("A", ROUTE, SEVEN, Duration.ofMinutes(5)));
        input().pipeInput(ROUTE, spawned);
        input().pipeInput(ROUTE, boarded);

        assertThat(figures()).containsEntry(new HourKey("1A", HOUR), new RouteHour("1A", HOUR, 1, 300_000L, 0, 1));
    }

    @Test
    void hoursAreThoseOfTheZoneAlsoWhereItIsHalfAnHourOff() {
        driver.close();
        driver = driver("Asia/Kolkata");
        publish(EventType.SPAWNED, waiting("A", ROUTE, SEVEN.plusSeconds(1799)));
        publish(EventType.SPAWNED, waiting("B", ROUTE, SEVEN.plusSeconds(1800)));

        assertThat(figures())
                .containsOnlyKeys(
                        new HourKey("1A", "2026-03-02T12:00+05:30"), new HourKey("1A", "2026-03-02T13:00+05:30"));
    }

    @Test
    void anHourThatComesTwiceWhereClocksAreSetBackIsTwoHours() {
        driver.close();
        driver = driver("America/New_York");
        publish(EventType.SPAWNED, waiting("A", ROUTE, Instant.parse("2026-11-01T05:30:00Z")));
        publish(EventType.SPAWNED, waiting("B", ROUTE, Instant.parse("2026-11-01T06:30:00Z")));

        assertThat(figures())
                .containsOnlyKeys(
                        new HourKey("1A", "2026-11-01T01:00-04:00"), new HourKey("1A", "2026-11-01T01:00-05:00"));
    }

    @Test
    void whoHasFinishedIsForgottenInTheEndAndTheirCountsStay() {
        publish(EventType.SPAWNED, waiting("A", ROUTE, SEVEN));
        publish(EventType.BOARDED, boarded("A", ROUTE, SEVEN, Duration.ofMinutes(5)));
        publish(EventType.SPAWNED, waiting("B", ROUTE, SEVEN));
        publish(EventType.EXPIRED, in("B", ROUTE, SEVEN, PassengerStatus.EXPIRED, null));

        driver.advanceWallClockTime(CountChanges.REMEMBERED.plusHours(1));

        assertThat(driver.<String, CountedPassenger>getKeyValueStore(CountChanges.STORE)
                        .get(id("A")))
                .isNotNull();
        assertThat(driver.<String, CountedPassenger>getKeyValueStore(CountChanges.STORE)
                        .get(id("B")))
                .isNull();
        assertThat(figures()).containsEntry(new HourKey("1A", HOUR), new RouteHour("1A", HOUR, 2, 300_000L, 1, 1));
    }

    private static TopologyTestDriver driver(String zone) {
        return new TopologyTestDriver(RouteHoursTopology.in(ZoneId.of(zone)), SEVEN);
    }

    private TestInputTopic<ReservoirId, PassengerEvent> input() {
        return driver.createInputTopic(
                Topics.LIFECYCLE.name(),
                Topics.LIFECYCLE.keySerde().serializer(),
                Topics.LIFECYCLE.valueSerde().serializer(),
                SEVEN,
                Duration.ZERO);
    }

    private PassengerEvent publish(EventType type, Passenger passenger) {
        sequence++;
        PassengerEvent event = new PassengerEvent(
                "event-" + sequence, type, passenger.reservoir(), sequence, passenger, passenger.spawnedAt(), null);
        input().pipeInput(passenger.reservoir(), event);
        return event;
    }

    private Map<HourKey, RouteHour> figures() {
        TestOutputTopic<HourKey, RouteHour> output = driver.createOutputTopic(
                RouteHoursTopology.OUTPUT,
                new JsonSerde<>(HourKey.class).deserializer(),
                new JsonSerde<>(RouteHour.class).deserializer());
        return output.readKeyValuesToMap();
    }

    private static Passenger waiting(String name, ReservoirId reservoir, Instant spawnedAt) {
        return in(name, reservoir, spawnedAt, PassengerStatus.WAITING, null);
    }

    private static Passenger boarded(String name, ReservoirId reservoir, Instant spawnedAt, Duration wait) {
        return in(name, reservoir, spawnedAt, PassengerStatus.BOARDED, spawnedAt.plus(wait));
    }

    private static Passenger ridden(String name, ReservoirId reservoir, Instant spawnedAt, Duration wait) {
        return in(name, reservoir, spawnedAt, PassengerStatus.ALIGHTED, spawnedAt.plus(wait));
    }

    private static Passenger in(
            String name, ReservoirId reservoir, Instant spawnedAt, PassengerStatus status, Instant boardedAt) {
        return new Passenger(
                id(name),
                reservoir,
                "1A",
                reservoir.kind() == ReservoirId.Kind.DEPOT ? reservoir.id() : null,
                Direction.OUTBOUND,
                null,
                13.1,
                -59.6,
                null,
                13.2,
                -59.5,
                "Six Roads",
                spawnedAt,
                spawnedAt.plusSeconds(1800),
                boardedAt,
                null,
                null,
                boardedAt == null ? null : "BUS-7",
                status,
                3,
                1);
    }

    private static String id(String name) {
        return "PASS_" + name.repeat(32);
    }
}
