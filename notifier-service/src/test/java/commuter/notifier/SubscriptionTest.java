package commuter.notifier;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.EventType;
import commuter.schemas.ReservoirId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SubscriptionTest {
    private static Notifier notifier;
    private static Log log;

    private final ReservoirId route = Log.newRoute();

    @BeforeAll
    static void start() throws Exception {
        notifier = Notifier.start();
        log = new Log();
    }

    @AfterAll
    static void stop() {
        log.close();
        notifier.close();
    }

    @Test
    void aSubscriptionToARouteBringsThatRoutesEventsInOrderAndNoOthers() {
        ReservoirId other = Log.newRoute();
        try (StreamClient streamClient = notifier.connect().subscribe("route", route.id())) {
            for (int i = 1; i <= 50; i++) {
                log.spawned(other, i, i).spawned(route, i, i);
            }
            assertThat(streamClient.nextSequences(50))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 50).boxed().toList());
            streamClient.expectNothingMore();
        }
    }

    @Test
    void anEventReachesTheClientExactlyAsItStandsInTheLog() {
        byte[] raw = ("{\"type\":\"BOARDED\" , \"x\":[{\"reservoir\":\"route:no\"}],\n \"reservoir\":\"" + route
                        + "\", \"price\": 1.10}")
                .getBytes(UTF_8);
        try (StreamClient streamClient = notifier.connect().subscribe("route", route.id())) {
            log.event(EventType.STATE_CHANGED, route, 2, raw);
            assertThat(streamClient.nextText())
                    .startsWith(
                            "{\"type\":\"passenger:boarded\",\"data\":" + new String(raw, UTF_8) + ",\"timestamp\":");
            assertThat(streamClient
                            .next("passenger:state_changed")
                            .path("passenger")
                            .path("destination_name")
                            .stringValue())
                    .isEqualTo("Déstination \"Ω\"");
        }
    }

    @Test
    void nothingComesAfterUnsubscribed() {
        try (StreamClient streamClient = notifier.connect().subscribe("route", route.id());
                StreamClient witness = notifier.connect().subscribe("route", route.id())) {
            log.spawned(route, 1, 1);
            assertThat(streamClient.nextSequences(1)).containsExactly(1L);
            streamClient.unsubscribe("route", route.id());
            assertThat(streamClient.next("unsubscribed").path("route").stringValue())
                    .isEqualTo(route.id());
            log.spawned(route, 2, 2);
            assertThat(witness.nextSequences(2)).containsExactly(1L, 2L);
            streamClient.expectNothingMore();
        }
    }

    @Test
    void twoClientsOfOneRouteBothGetEverything() {
        try (StreamClient one = notifier.connect().subscribe("route", route.id());
                StreamClient two = notifier.connect().subscribe("route", route.id())) {
            log.spawned(route, 1, 20);
            assertThat(one.nextSequences(20)).isEqualTo(two.nextSequences(20)).hasSize(20);
        }
    }

    @Test
    void anAsteriskMeansEveryRouteAndAnEventComesOnlyOnceHoweverManySubscriptionsWantIt() {
        ReservoirId depot = ReservoirId.depot(route.id());
        try (StreamClient streamClient =
                        notifier.connect().subscribe("route", "*").subscribe("route", route.id());
                StreamClient depots = notifier.connect().subscribe("depot", "*")) {
            log.spawned(route, 1, 3).spawned(depot, 9, 9);
            assertThat(streamClient.nextSequences(3)).containsExactly(1L, 2L, 3L);
            assertThat(depots.nextSequences(1)).containsExactly(9L);
            streamClient.expectNothingMore();
        }
    }

    @Test
    void oneMessageSubscribesToSeveralRoutesAndDepots() {
        ReservoirId depot = ReservoirId.depot(route.id());
        ReservoirId second = Log.newRoute();
        try (StreamClient streamClient = notifier.connect()) {
            streamClient.subscribeWith(
                    "\"routes\":[\"" + route.id() + "\",\"" + second.id() + "\"],\"depots\":[\"" + depot.id() + "\"]");
            log.spawned(route, 1, 1);
            assertThat(streamClient.nextSequences(1)).containsExactly(1L);
            log.spawned(second, 2, 2);
            assertThat(streamClient.nextSequences(1)).containsExactly(2L);
            log.spawned(depot, 3, 3);
            assertThat(streamClient.nextSequences(1)).containsExactly(3L);
        }
    }

    @Test
    void typesAndVehiclesNarrowWhatComes() {
        try (StreamClient types = notifier.connect();
                StreamClient vehicles = notifier.connect()) {
            types.subscribeWith("\"route\":\"" + route.id() + "\",\"types\":[\"passenger:boarded\",\"expired\"]");
            vehicles.subscribeWith("\"vehicles\":[\"BUS-7\"]");
            log.spawned(route, 1, 1).event(EventType.BOARDED, route, 4, boarded(2, "BUS-7"), boarded(3, "BUS-8"));
            assertThat(types.next("passenger:boarded").path("sequence").longValue())
                    .isEqualTo(2);
            assertThat(types.next("passenger:boarded").path("sequence").longValue())
                    .isEqualTo(3);
            assertThat(vehicles.next("passenger:boarded").path("sequence").longValue())
                    .isEqualTo(2);
            vehicles.expectNothingMore();
        }
    }

    @Test
    void aBatchClientGetsEventsThatCameTogetherAsOneMessage() {
        try (StreamClient streamClient = notifier.connect()) {
            streamClient.subscribeWith("\"route\":\"" + route.id() + "\",\"batch\":true");
            log.spawned(route, 1, 30);
            List<Long> sequences = new ArrayList<>();
            int messages = 0;
            for (; sequences.size() < 30; messages++) {
                streamClient
                        .next("passenger:batch")
                        .forEach(event -> sequences.add(event.path("sequence").longValue()));
            }
            assertThat(sequences)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 30).boxed().toList());
            assertThat(messages).isLessThan(30);
        }
    }

    @Test
    void aBatchClientStaysOneWhenItSubscribesToMore() {
        try (StreamClient streamClient = notifier.connect()) {
            streamClient.subscribeWith("\"route\":\"" + route.id() + "\",\"batch\":true");
            streamClient.subscribe("route", "more");
            log.spawned(route, 1, 1);
            assertThat(streamClient.next("passenger:batch").size()).isEqualTo(1);
        }
    }

    private byte[] boarded(long sequence, String vehicle) {
        return ("{\"type\":\"BOARDED\",\"reservoir\":\"" + route + "\",\"sequence\":" + sequence
                        + ",\"passenger\":{\"vehicle_id\":\"" + vehicle + "\"}}")
                .getBytes(UTF_8);
    }

    @Test
    void anAbortedTransactionIsNeverSeen() {
        try (StreamClient streamClient = notifier.connect().subscribe("route", route.id())) {
            log.spawned(route, 1, 1).aborted(route, 2).spawned(route, 3, 3);
            assertThat(streamClient.nextSequences(2)).containsExactly(1L, 3L);
        }
    }

    @Test
    void aMalformedRecordIsCountedAndPassedOver() {
        double before = notifier.meter("commuter.notifier.malformed");
        byte[] utf16 = "{\"type\":\"SPAWNED\"}".getBytes(UTF_16LE);
        try (StreamClient streamClient = notifier.connect().subscribe("route", route.id())) {
            log.event(
                    EventType.SPAWNED,
                    route,
                    1,
                    "{\"type\":".getBytes(UTF_8),
                    ("{\"type\":\"FLOWN\",\"reservoir\":\"" + route + "\"}").getBytes(UTF_8),
                    "{\"type\":\"SPAWNED\"}".getBytes(UTF_8),
                    "{} {}".getBytes(UTF_8),
                    utf16,
                    null);
            assertThat(streamClient.nextSequences(1)).containsExactly(1L);
            assertThat(notifier.meter("commuter.notifier.malformed") - before).isEqualTo(6);
        }
    }

    @Test
    void statsComeFirstAndThenEachChangeForThoseWhoAsk() {
        log.stats(route, 5, 2);
        try (StreamClient witness = notifier.connect().subscribe("route", route.id())) {
            Awaitility.await().untilAsserted(() -> assertThat(currentStats()).isEqualTo(2));
            try (StreamClient streamClient = notifier.connect()) {
                streamClient.send(
                        "{\"type\":\"subscribe\",\"data\":{\"route\":\"" + route.id() + "\",\"stats\":true}}");
                assertThat(streamClient.next("subscribed").path("stats").booleanValue())
                        .isTrue();
                assertThat(streamClient.next("reservoir:stats").path("waiting").longValue())
                        .isEqualTo(2);
                log.stats(route, 6, 3);
                assertThat(streamClient.next("reservoir:stats").path("waiting").longValue())
                        .isEqualTo(3);
                log.stats(route, 7, 4);
                assertThat(streamClient.next("reservoir:stats").path("waiting").longValue())
                        .isEqualTo(4);
            }
            witness.expectNothingMore();
        }
    }

    /** Waits until the service has read the stats, by asking for them on a separate connection. */
    private long currentStats() {
        try (StreamClient streamClient = notifier.connect()) {
            streamClient.send("{\"type\":\"subscribe\",\"route\":\"" + route.id() + "\",\"stats\":true}");
            streamClient.next("subscribed");
            streamClient.send("{\"type\":\"ping\"}");
            JsonNode first = streamClient.next();
            return first.path("data").path("waiting").asLong(-1);
        }
    }
}
