package commuter.notifier;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.ReservoirId;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SlowClientTest {
    private static final int PADDING = 50_000;
    private static final int EVENTS = 600;

    private final ReservoirId route = Log.newRoute();

    @Test
    void aSlowClientIsClosedWith4008WhileAnotherGetsEverything() throws Exception {
        try (Notifier notifier =
                        Notifier.start("--commuter.notifier.queue-size=1MB", "--commuter.notifier.close-timeout=60s");
                Log log = new Log();
                StreamClient slow = notifier.connect().subscribe("route", route.id());
                StreamClient fast = notifier.connect().subscribe("route", route.id())) {
            slow.stopReading();
            assertThat(publishAndReceive(log, fast)).containsExactlyElementsOf(sequences());
            assertThat(notifier.meter("commuter.notifier.slow.closes")).isEqualTo(1);
            slow.readAll();
            assertThat(slow.awaitClosed()).isEqualTo(new StreamClient.Closed(4008, "too slow, resume"));
            assertThat(fast.closed()).isEmpty();
            Awaitility.await().until(() -> notifier.meter("commuter.notifier.queued") == 0);
        }
    }

    @Test
    void aClientThatNeverReadsAgainIsDisconnectedAfterTheCloseTimeout() throws Exception {
        try (Notifier notifier = Notifier.start(
                        "--commuter.notifier.queue-size=1MB", "--commuter.notifier.close-timeout=100ms");
                Log log = new Log();
                StreamClient slow = notifier.connect().subscribe("route", route.id());
                StreamClient fast = notifier.connect().subscribe("route", route.id())) {
            slow.stopReading();
            assertThat(publishAndReceive(log, fast)).containsExactlyElementsOf(sequences());
            Awaitility.await().until(() -> notifier.meter("commuter.notifier.connections") == 1);
        }
    }

    /** In the original system, one client that did not read blocked the delivery to all others. */
    @Test
    void defect11OneSlowClientStallsNobody() throws Exception {
        try (Notifier notifier = Notifier.start("--commuter.notifier.queue-size=1GB");
                Log log = new Log();
                StreamClient stalled = notifier.connect().subscribe("route", route.id());
                StreamClient other = notifier.connect().subscribe("route", route.id())) {
            stalled.stopReading();
            assertThat(publishAndReceive(log, other)).containsExactlyElementsOf(sequences());
            assertThat(notifier.meter("commuter.notifier.queued")).isPositive();
            assertThat(stalled.closed()).isEmpty();
            stalled.readAll();
            assertThat(stalled.nextSequences(EVENTS)).containsExactlyElementsOf(sequences());
        }
    }

    /**
     * The lists of a network are larger than the queue of one client: they are sent as fast as it reads, and new events
     * after them.
     */
    @Test
    void aSnapshotOfAnySizeReachesAClientThatReadsSlowlyAndTheEventsFollowIt() throws Exception {
        List<ReservoirId> routes = Stream.generate(Log::newRoute).limit(40).toList();
        String passengers = "[{\"passenger_id\":\"" + "x".repeat(20 * PADDING) + "\"}]";
        try (ReservoirServiceStub reservoirServiceStub = new ReservoirServiceStub()) {
            routes.forEach(each -> reservoirServiceStub.list(each.toString(), asked -> passengers));
            try (Notifier notifier =
                            Notifier.start(reservoirServiceStub.setting(), "--commuter.notifier.queue-size=1MB");
                    Log log = new Log();
                    StreamClient other =
                            notifier.connect().subscribe("route", routes.get(0).id());
                    StreamClient slow = notifier.connect()) {
                String ids = routes.stream().map(each -> '"' + each.id() + '"').collect(joining(","));
                slow.subscribeWith("\"routes\":[" + ids + "],\"snapshot\":true");
                slow.stopReading();
                Awaitility.await().until(() -> notifier.meter("commuter.notifier.queued") > 0);
                log.spawned(routes.get(0), 1, 5);
                assertThat(other.nextSequences(5)).hasSize(5);
                slow.readAll();
                for (int remaining = routes.size() - 1; remaining >= 0; remaining--) {
                    assertThat(slow.next("snapshot").path("remaining").intValue())
                            .isEqualTo(remaining);
                }
                log.spawned(routes.get(0), 6, 6);
                assertThat(slow.nextSequences(6)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
            }
        }
    }

    /** In portions, so that the reading client does not fall behind. */
    private List<Long> publishAndReceive(Log log, StreamClient streamClient) {
        return LongStream.iterate(1, first -> first <= EVENTS, first -> first + 10)
                .boxed()
                .flatMap(first -> {
                    log.padded(route, first, first + 9, PADDING);
                    return streamClient.nextSequences(10).stream();
                })
                .toList();
    }

    private static List<Long> sequences() {
        return LongStream.rangeClosed(1, EVENTS).boxed().toList();
    }
}
