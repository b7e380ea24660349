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
    private static Reservoirs reservoirs;
    private static Notifier notifier;
    private static Log log;

    private final ReservoirId route = Log.newRoute();

    @BeforeAll
    static void start() throws Exception {
        reservoirs = new Reservoirs();
        notifier = Notifier.start(reservoirs.setting());
        log = new Log();
    }

    @AfterAll
    static void stop() {
        log.close();
        notifier.close();
        reservoirs.close();
    }

    /** The list is slow, and events come while it is read: each of them must follow, whether the list knows it or not. */
    @Test
    void theSnapshotComesFirstAndThenEveryEventThatCameSinceItWasAskedFor() {
        Client witness = notifier.connect().subscribe("route", route.id());
        reservoirs.list(route.toString(), asked -> {
            log.spawned(route, 1, 5);
            assertThat(witness.nextSequences(5)).hasSize(5); // so the notifier has gone on, too
            return "[{\"passenger_id\":\"PASS_1\",\"version\":1}]";
        });
        try (witness;
                Client client = notifier.connect()) {
            assertThat(client.subscribeWith("\"routes\":[\"" + route.id() + "\"],\"snapshot\":true")
                            .path("snapshot")
                            .booleanValue())
                    .isTrue();
            JsonNode snapshot = client.next("snapshot");
            assertThat(snapshot.path("reservoir").stringValue()).isEqualTo(route.toString());
            assertThat(snapshot.path("remaining").intValue()).isZero();
            assertThat(snapshot.at("/passengers/0/passenger_id").stringValue()).isEqualTo("PASS_1");
            log.spawned(route, 6, 6);
            assertThat(client.nextSequences(6)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
            client.expectNothingMore();
        }
    }

    @Test
    void anotherSubscriptionsEventsAreHeldBackMeanwhileAndNoneIsLost() {
        ReservoirId other = Log.newRoute();
        reservoirs.list(route.toString(), asked -> {
            log.spawned(other, 1, 3);
            return "[]";
        });
        try (Client client = notifier.connect().subscribe("route", other.id())) {
            client.subscribeWith("\"route\":\"" + route.id() + "\",\"snapshot\":true");
            client.next("snapshot");
            assertThat(client.nextSequences(3)).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void severalReservoirsComeOneByOneAndTheLastSaysSo() {
        ReservoirId other = Log.newRoute();
        reservoirs.list(route.toString(), asked -> "[]").list(other.toString(), asked -> "[]");
        try (Client client = notifier.connect()) {
            client.subscribeWith("\"routes\":[\"" + route.id() + "\",\"" + other.id() + "\"],\"snapshot\":true");
            assertThat(client.next("snapshot").path("remaining").intValue()).isEqualTo(1);
            assertThat(client.next("snapshot").path("remaining").intValue()).isZero();
        }
    }

    @Test
    void manyWhoAskTogetherHaveTheListReadOnce() {
        reservoirs.list(route.toString(), asked -> "[]");
        int before = reservoirs.asked();
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(notifier.connect());
        }
        clients.forEach(
                client -> client.send("{\"type\":\"subscribe\",\"route\":\"" + route.id() + "\",\"snapshot\":true}"));
        clients.forEach(client -> {
            client.next("subscribed");
            client.next("snapshot");
            client.close();
        });
        assertThat(reservoirs.asked() - before).isLessThanOrEqualTo(2);
    }

    /** A thousand of them took 15 seconds of processor time, list by list. */
    @Test
    void ofReservoirsThatNobodyHasHeardOfItIsAskedInOneCallWhetherAnybodyWaitsThere() {
        List<String> routes = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            ReservoirId one = Log.newRoute();
            routes.add(one.id());
            reservoirs.nobodyIn(one.toString());
        }
        routes.add(route.id());
        reservoirs.list(route.toString(), asked -> "[{\"passenger_id\":\"PASS_1\",\"version\":1}]");
        int before = reservoirs.asked();
        int beforeOfMany = reservoirs.askedForMany();
        String wanted = "\"routes\":" + new String(Json.write(routes), StandardCharsets.UTF_8) + ",\"snapshot\":true";
        try (Client client = notifier.connect()) {
            client.subscribeWith(wanted);
            for (int remaining = routes.size() - 1; remaining >= 0; remaining--) {
                JsonNode snapshot = client.next("snapshot");
                assertThat(snapshot.path("remaining").intValue()).isEqualTo(remaining);
                assertThat(snapshot.path("passengers").size()).isEqualTo(remaining == 0 ? 1 : 0);
            }
        }
        assertThat(reservoirs.asked() - before).isEqualTo(1);
        assertThat(reservoirs.askedForMany() - beforeOfMany).isEqualTo(1);
    }

    /** A list is read when one of those who want it comes to it, not behind all that the first of them wants. */
    @Test
    void whoeverWantsAListThatIsTheLastOfManyForSomebodyElseDoesNotWaitForThose() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        List<String> routes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ReservoirId one = Log.newRoute();
            routes.add(one.id());
            reservoirs.list(one.toString(), asked -> {
                await(slow);
                return "[]";
            });
        }
        routes.add(route.id());
        reservoirs.list(route.toString(), asked -> "[]");
        try (Client greedy = notifier.connect();
                Client modest = notifier.connect()) {
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

    /** An id that the reservoir service does not take, say: it must not hide from everybody who waits elsewhere. */
    @ParameterizedTest
    @ValueSource(ints = {400, 503})
    void aListThatCannotBeReadCostsOnlyItself(int status) {
        ReservoirId odd = ReservoirId.route(route.id() + "/1;%\\ ü");
        reservoirs.list(route.toString(), asked -> "[]").refuse(odd.toString(), status);
        try (Client witness = notifier.connect()) {
            witness.subscribeWith("\"route\":" + new String(Json.write(odd.id()), StandardCharsets.UTF_8));
            log.spawned(route, 1, 1).spawned(odd, 1, 1);
            assertThat(witness.nextSequences(1)).containsExactly(1L); // so the notifier knows of both
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

    /** The time for one list does not run while it waits for those before it. */
    @Test
    void manyListsAreReadHoweverLongAllOfThemTakeTogether() throws Exception {
        List<String> routes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ReservoirId one = Log.newRoute();
            routes.add(one.id());
            reservoirs.list(one.toString(), asked -> {
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                return "[]";
            });
        }
        try (Notifier hasty = Notifier.start(reservoirs.setting(), "--commuter.reservoir.timeout=1s");
                Client client = hasty.connect()) {
            client.subscribeWith(
                    "\"routes\":" + new String(Json.write(routes), StandardCharsets.UTF_8) + ",\"snapshot\":true");
            for (int remaining = routes.size() - 1; remaining >= 0; remaining--) {
                assertThat(client.next("snapshot").path("remaining").intValue()).isEqualTo(remaining);
            }
        }
    }

    @Test
    void aListThatCannotBeReadIsReadWhenItIsAskedForAgain() {
        reservoirs.refuse(route.toString(), 400);
        try (Client client = notifier.connect()) {
            client.subscribeWith("\"route\":\"" + route.id() + "\",\"snapshot\":true");
            assertThat(client.next("error").at("/reservoirs/0").stringValue()).isEqualTo(route.toString());
            reservoirs.list(route.toString(), asked -> "[]");
            Awaitility.await().until(() -> {
                client.subscribeWith("\"route\":\"" + route.id() + "\",\"snapshot\":true");
                return client.next().path("type").stringValue().equals("snapshot");
            });
        }
    }

    private static JsonNode awaitError(Client client) {
        while (true) {
            JsonNode message = client.next();
            if (message.path("type").stringValue().equals("error")) {
                return message.path("data");
            }
        }
    }

    @Test
    void withoutTheReservoirServiceThereIsAnErrorAndTheEventsComeAllTheSame() {
        try (Client client = notifier.connect()) {
            client.subscribeWith("\"route\":\"" + route.id() + "\",\"snapshot\":true");
            assertThat(client.next("error").path("code").stringValue()).isEqualTo("snapshot_unavailable");
            log.spawned(route, 1, 1);
            assertThat(client.nextSequences(1)).containsExactly(1L);
        }
    }
}
