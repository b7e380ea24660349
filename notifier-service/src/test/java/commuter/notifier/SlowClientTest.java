package commuter.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.ReservoirId;
import java.util.List;
import java.util.stream.LongStream;
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
                Client slow = notifier.connect().subscribe("route", route.id());
                Client fast = notifier.connect().subscribe("route", route.id())) {
            slow.stopReading();
            assertThat(publishAndReceive(log, fast)).containsExactlyElementsOf(sequences());
            assertThat(notifier.meter("commuter.notifier.slow.closes")).isEqualTo(1);
            slow.readAll();
            assertThat(slow.awaitClosed()).isEqualTo(new Client.Closed(4008, "too slow, resume"));
            assertThat(fast.closed()).isEmpty();
            Awaitility.await().until(() -> notifier.meter("commuter.notifier.queued") == 0);
        }
    }

    @Test
    void aClientThatNeverReadsAgainIsLetGoAfterTheCloseTimeout() throws Exception {
        try (Notifier notifier = Notifier.start(
                        "--commuter.notifier.queue-size=1MB", "--commuter.notifier.close-timeout=100ms");
                Log log = new Log();
                Client slow = notifier.connect().subscribe("route", route.id());
                Client fast = notifier.connect().subscribe("route", route.id())) {
            slow.stopReading();
            assertThat(publishAndReceive(log, fast)).containsExactlyElementsOf(sequences());
            Awaitility.await().until(() -> notifier.meter("commuter.notifier.connections") == 1);
        }
    }

    /** In the original system one client that did not read held up the delivery to all the others. */
    @Test
    void defect11OneSlowClientStallsNobody() throws Exception {
        try (Notifier notifier = Notifier.start("--commuter.notifier.queue-size=1GB");
                Log log = new Log();
                Client stalled = notifier.connect().subscribe("route", route.id());
                Client other = notifier.connect().subscribe("route", route.id())) {
            stalled.stopReading();
            assertThat(publishAndReceive(log, other)).containsExactlyElementsOf(sequences());
            assertThat(notifier.meter("commuter.notifier.queued")).isPositive();
            assertThat(stalled.closed()).isEmpty();
            stalled.readAll();
            assertThat(stalled.nextSequences(EVENTS)).containsExactlyElementsOf(sequences());
        }
    }

    /** In portions, so that it is not the reading client that falls behind. */
    private List<Long> publishAndReceive(Log log, Client client) {
        return LongStream.iterate(1, first -> first <= EVENTS, first -> first + 10)
                .boxed()
                .flatMap(first -> {
                    log.padded(route, first, first + 9, PADDING);
                    return client.nextSequences(10).stream();
                })
                .toList();
    }

    private static List<Long> sequences() {
        return LongStream.rangeClosed(1, EVENTS).boxed().toList();
    }
}
