package commuter.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.Json;
import commuter.schemas.ReservoirId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SnapshotTest {
    private static ReservoirServiceStub reservoirServiceStub;
    private static Notifier notifier;
    private static Log log;

    private final ReservoirId route = Log.newRoute();

    @BeforeAll
    static void start() throws Exception {
        reservoirServiceStub = new ReservoirServiceStub();
        notifier = Notifier.start(reservoirServiceStub.setting());
        log = new Log();
    }

    @AfterAll
    static void stop() {
        log.close();
        notifier.close();
        reservoirServiceStub.close();
    }

    /**
     * The list is slow, and events come while it is read. Each of them must follow, whether the list includes it or
     * not.
     */
    @Test
    void theSnapshotComesFirstAndThenEveryEventThatCameSinceItWasAskedFor() {
        StreamClient witness = notifier.connect().subscribe("route", route.id());
        reservoirServiceStub.list(route.toString(), asked -> {
            log.spawned(route, 1, 5);
            assertThat(witness.nextSequences(5)).hasSize(5); // so the notifier has continued, too
            return "[{\"passenger_id\":\"PASS_1\",\"version\":1}]";
        });
        try (witness;
                StreamClient streamClient = notifier.connect()) {
            assertThat(streamClient
                            .subscribeWith("\"routes\":[\"" + route.id() + "\"],\"snapshot\":true")
                            .path("snapshot")
                            .booleanValue())
                    .isTrue();
            JsonNode snapshot = streamClient.next("snapshot");
            assertThat(snapshot.path("reservoir").stringValue()).isEqualTo(route.toString());
            assertThat(snapshot.path("remaining").intValue()).isZero();
            assertThat(snapshot.at("/passengers/0/passenger_id").stringValue()).isEqualTo("PASS_1");
            log.spawned(route, 6, 6);
            assertThat(streamClient.nextSequences(6)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
            streamClient.expectNothingMore();
        }
    }

    @Test
    void anotherSubscriptionsEventsAreHeldBackMeanwhileAndNoneIsLost() {
        ReservoirId other = Log.newRoute();
        reservoirServiceStub.list(route.toString(), asked -> {
            log.spawned(other, 1, 3);
            return "[]";
        });
        try (StreamClient streamClient = notifier.connect().subscribe("route", other.id())) {
            streamClient.subscribeWith("\"route\":\"" + route.id() + "\",\"snapshot\":true");
            streamClient.next("snapshot");
            assertThat(streamClient.nextSequences(3)).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void severalReservoirsComeOneByOneAndTheLastSaysSo() {
        ReservoirId other = Log.newRoute();
        reservoirServiceStub.list(route.toString(), asked -> "[]").list(other.toString(), asked -> "[]");
        try (StreamClient streamClient = notifier.connect()) {
            streamClient.subscribeWith("\"routes\":[\"" + route.id() + "\",\"" + other.id() + "\"],\"snapshot\":true");
            assertThat(streamClient.next("snapshot").path("remaining").intValue())
                    .isEqualTo(1);
            assertThat(streamClient.next("snapshot").path("remaining").intValue())
                    .isZero();
        }
    }

    @Test
    void manyWhoAskTogetherHaveTheListReadOnce() {
        reservoirServiceStub.list(route.toString(), asked -> "[]");
        int before = reservoirServiceStub.asked();
        List<StreamClient> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(notifier.connect());
        }
        clients.forEach(streamClient ->
                streamClient.send("{\"type\":\"subscribe\",\"route\":\"" + route.id() + "\",\"snapshot\":true}"));
        clients.forEach(streamClient -> {
            streamClient.next("subscribed");
            streamClient.next("snapshot");
            streamClient.close();
        });
        assertThat(reservoirServiceStub.asked() - before).isLessThanOrEqualTo(2);
    }

    /** Reading a thousand of them one by one took 15 seconds of processor time. */
    @Test
    void forUnknownReservoirsOneCallAsksWhetherAnybodyWaitsThere() {
        List<String> routes = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            ReservoirId one = Log.newRoute();
            routes.add(one.id());
            reservoirServiceStub.noneWaitIn(one.toString());
        }
        routes.add(route.id());
        reservoirServiceStub.list(route.toString(), asked -> "[{\"passenger_id\":\"PASS_1\",\"version\":1}]");
        int before = reservoirServiceStub.asked();
        int beforeOfMany = reservoirServiceStub.askedForMany();
        String wanted = "\"routes\":" + new String(Json.write(routes), StandardCharsets.UTF_8) + ",\"snapshot\":true";
        try (StreamClient streamClient = notifier.connect()) {
            streamClient.subscribeWith(wanted);
            for (int remaining = routes.size() - 1; remaining >= 0; remaining--) {
                JsonNode snapshot = streamClient.next("snapshot");
                assertThat(snapshot.path("remaining").intValue()).isEqualTo(remaining);
                assertThat(snapshot.path("passengers").size()).isEqualTo(remaining == 0 ? 1 : 0);
            }
        }
        assertThat(reservoirServiceStub.asked() - before).isEqualTo(1);
        assertThat(reservoirServiceStub.askedForMany() - beforeOfMany).isEqualTo(1);
    }

    /** A list is read when the first caller needs it, not after all lists that another caller wants. */
    @Test
    void whoeverWantsAListThatIsTheLastOfManyForSomebodyElseDoesNotWaitForThose() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        List<String> routes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ReservoirId one = Log.newRoute();
            routes.add(one.id());
            reservoirServiceStub.list(one.toString(), asked -> {
                await(slow);
                return "[]";
            });
        }
        routes.add(route.id());
        reservoirServiceStub.list(route.toString(), asked -> "[]");
        try (StreamClient greedy = notifier.connect();
                StreamClient modest = notifier.connect()) {
            greedy.subscribeWith(
                    "\"routes\":" + new String(Json.write(routes), StandardCharsets.UTF_8) + ",\"snapshot\":true");
            modest.subscribeWith("\"route\":\"" + route.id() + "\",\"snapshot\":true");
            assertThat(modest.next("snapshot").path("reservoir").stringValue()).isEqualTo(route.toString());
            slow.countDown();
            greedy.next("snapshot");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** For example, an id that the reservoir service refuses. It must not hide the other reservoirs' passengers. */
    @ParameterizedTest
    @ValueSource(ints = {400, 503})
    void aListThatCannotBeReadCostsOnlyItself(int status) {
        ReservoirId odd = ReservoirId.route(route.id() + "/1;%\\ ü");
        reservoirServiceStub.list(route.toString(), asked -> "[]").refuse(odd.toString(), status);
        try (StreamClient witness = notifier.connect()) {
            witness.subscribeWith("\"route\":" + new String(Json.write(odd.id()), StandardCharsets.UTF_8));
            log.spawned(route, 1, 1).spawned(odd, 1, 1);
            assertThat(witness.nextSequences(1)).containsExactly(1L); // so the notifier knows both reservoirs
            witness.send("{\"type\":\"subscribe\",\"route\":\"*\",\"snapshot\":true}");
            JsonNode error = awaitError(witness);
            assertThat(error.path("code").stringValue()).isEqualTo("snapshot_unavailable");
            assertThat(error.path("reservoirs").valueStream().map(JsonNode::stringValue))
                    .contains(odd.toString())
                    .doesNotContain(route.toString());
            List<String> read = new ArrayList<>();
            int remaining;
            do {
                JsonNode snapshot = witness.next("snapshot");
                read.add(snapshot.path("reservoir").stringValue());
                remaining = snapshot.path("remaining").intValue();
            } while (remaining > 0);
            assertThat(read).contains(route.toString()).doesNotContain(odd.toString());
        }
    }

    /** The time-out for a list does not run while it waits for the lists before it. */
    @Test
    void manyListsAreReadHoweverLongAllOfThemTakeTogether() throws Exception {
        List<String> routes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ReservoirId one = Log.newRoute();
            routes.add(one.id());
            reservoirServiceStub.list(one.toString(), asked -> {
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                return "[]";
            });
        }
        try (Notifier hasty = Notifier.start(reservoirServiceStub.setting(), "--commuter.reservoir.timeout=1s");
                StreamClient streamClient = hasty.connect()) {
            streamClient.subscribeWith(
                    "\"routes\":" + new String(Json.write(routes), StandardCharsets.UTF_8) + ",\"snapshot\":true");
            for (int remaining = routes.size() - 1; remaining >= 0; remaining--) {
                assertThat(streamClient.next("snapshot").path("remaining").intValue())
                        .isEqualTo(remaining);
            }
        }
    }

    @Test
    void aListThatCannotBeReadIsReadWhenItIsAskedForAgain() {
        reservoirServiceStub.refuse(route.toString(), 400);
        try (StreamClient streamClient = notifier.connect()) {
            streamClient.subscribeWith("\"route\":\"" + route.id() + "\",\"snapshot\":true");
            assertThat(streamClient.next("error").at("/reservoirs/0").stringValue())
                    .isEqualTo(route.toString());
            reservoirServiceStub.list(route.toString(), asked -> "[]");
            Awaitility.await().until(() -> {
                streamClient.subscribeWith("\"route\":\"" + route.id() + "\",\"snapshot\":true");
                return streamClient.next().path("type").stringValue().equals("snapshot");
            });
        }
    }

    private static JsonNode awaitError(StreamClient streamClient) {
        while (true) {
            JsonNode message = streamClient.next();
            if (message.path("type").stringValue().equals("error")) {
                return message.path("data");
            }
        }
    }

    @Test
    void withoutTheReservoirServiceThereIsAnErrorAndTheEventsComeAllTheSame() {
        try (StreamClient streamClient = notifier.connect()) {
            streamClient.subscribeWith("\"route\":\"" + route.id() + "\",\"snapshot\":true");
            assertThat(streamClient.next("error").path("code").stringValue()).isEqualTo("snapshot_unavailable");
            log.spawned(route, 1, 1);
            assertThat(streamClient.nextSequences(1)).containsExactly(1L);
        }
    }
}
