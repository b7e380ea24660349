package commuter.notifier;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.ReservoirId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What clients send, request and do not read takes no more memory than they may use, and does not affect others. */
class MemoryLimitsTest {
    private static final String OPEN_FRAME_OF_60_KB = "x".repeat(60_000);

    private static ReservoirServiceStub reservoirServiceStub;
    private static Notifier notifier;

    @BeforeAll
    static void start() throws Exception {
        reservoirServiceStub = new ReservoirServiceStub();
        notifier = Notifier.start(
                reservoirServiceStub.setting(),
                "--commuter.notifier.client-memory=256KB",
                "--commuter.notifier.clients-memory=1MB",
                "--commuter.notifier.queue-size=1GB",
                "--commuter.notifier.queues-size=24MB");
    }

    @AfterAll
    static void stop() throws Exception {
        notifier.close();
        reservoirServiceStub.close();
    }

    @BeforeEach
    void nothingIsHeld() {
        Awaitility.await().until(() -> notifier.meter("commuter.notifier.connections") == 0);
        assertThat(notifier.meter("commuter.notifier.memory.used")).isZero();
    }

    @Test
    void subscriptionsBeyondTheMemoryOfOneClientAreRefusedAndTheEarlierOnesStay() throws Exception {
        ReservoirId route = Log.newRoute();
        try (StreamClient greedy = notifier.connect().subscribe("route", route.id());
                StreamClient other = notifier.connect();
                Log log = new Log()) {
            assertThat(firstRefusal(greedy, 20)).isEqualTo("too_many_bytes");
            other.subscribe("route", route.id());
            log.spawned(route, 1, 1);
            assertThat(greedy.nextSequences(1)).containsExactly(1L);
            assertThat(other.nextSequences(1)).containsExactly(1L);
            assertThat(notifier.meter("commuter.notifier.memory.refused")).isPositive();
        }
    }

    @Test
    void clientsThatTogetherTakeAllMemoryLeaveEveryOtherClientItsOwn() throws Exception {
        List<StreamClient> greedy = new ArrayList<>();
        try (StreamClient other = notifier.connect()) {
            String refusal = "too_many_bytes";
            while (refusal.equals("too_many_bytes")) {
                assertThat(greedy).hasSizeLessThan(50);
                greedy.add(notifier.connect());
                refusal = firstRefusal(greedy.get(greedy.size() - 1), 20);
            }
            assertThat(refusal).isEqualTo("busy");
            other.subscribe("route", "1A").subscribe("route", "*");
        } finally {
            greedy.forEach(StreamClient::close);
        }
    }

    @Test
    void messagesThatWaitBehindACatchingUpTakeNoMoreThanTheMemoryOfOneClient() throws Exception {
        ReservoirId slow = Log.newRoute();
        CountDownLatch answered = new CountDownLatch(1);
        reservoirServiceStub.list(slow.toString(), asked -> awaited(answered));
        try (StreamClient streamClient = notifier.connect()) {
            streamClient.subscribeWith("\"route\":\"" + slow.id() + "\",\"snapshot\":true");
            IntStream.range(0, 20).forEach(i -> streamClient.send(large(i)));
            assertThat(streamClient.next("error").path("code").stringValue()).isEqualTo("busy");
            answered.countDown();
        }
    }

    @Test
    void incompleteMessagesTakeNoMoreThanTheMemoryOfAllClients() throws Exception {
        List<RawClient> hostile = new ArrayList<>();
        try (StreamClient other = notifier.connect()) {
            for (int i = 0; i < 40; i++) {
                RawClient streamClient = new RawClient(notifier.port(), "http://localhost:" + notifier.port());
                hostile.add(streamClient);
                streamClient.sendBeginning(OPEN_FRAME_OF_60_KB);
            }
            Awaitility.await().until(() -> notifier.meter("commuter.notifier.connections") < 20);
            assertThat(notifier.meter("commuter.notifier.memory.used")).isLessThanOrEqualTo(1 << 20);
            other.subscribe("route", "1A");
        } finally {
            for (RawClient streamClient : hostile) {
                streamClient.close();
            }
        }
    }

    @Test
    void listsThatDoNotFitAreReportedAsUnknownAndTheOthersCome() throws Exception {
        ReservoirId small = Log.newRoute();
        ReservoirId large = Log.newRoute();
        reservoirServiceStub.list(small.toString(), asked -> "[]");
        reservoirServiceStub.list(large.toString(), asked -> "[\"" + "x".repeat(2_000_000) + "\"]");
        try (StreamClient streamClient = notifier.connect()) {
            streamClient.subscribeWith("\"routes\":[\"" + small.id() + "\",\"" + large.id() + "\"],\"snapshot\":true");
            assertThat(streamClient.next("error").path("reservoirs").get(0).stringValue())
                    .isEqualTo(large.toString());
            assertThat(streamClient.next("snapshot").path("reservoir").stringValue())
                    .isEqualTo(small.toString());
            streamClient.expectNothingMore();
        }
    }

    /** More than all memory in one delivery of the past. It is taken in portions, or event by event. */
    @Test
    void thePastIsReadWhateverMemoryThereIs() throws Exception {
        ReservoirId route = Log.newRoute();
        try (Log log = new Log();
                StreamClient first = notifier.connect().subscribe("route", route.id())) {
            String beginning = first.cursor();
            log.spawned(route, 1, 1);
            first.nextSequences(1);
            log.padded(route, 2, 61, 40_000);
            first.nextSequences(60);
            try (StreamClient back = notifier.connect()) {
                back.subscribeWith("\"route\":\"" + route.id() + "\",\"resume\":\"" + beginning + '"');
                assertThat(back.nextSequences(61))
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, 61).boxed().toList());
                back.expectNothingMore();
            }
        }
    }

    @Test
    void whoeverLetsMostWaitIsEndedWhenWhatWaitsForAllIsTooMuch() throws Exception {
        ReservoirId route = Log.newRoute();
        try (StreamClient slow = notifier.connect().subscribe("route", route.id());
                StreamClient fast = notifier.connect().subscribe("route", route.id());
                Log log = new Log()) {
            slow.stopReading();
            for (long first = 1; first <= 991; first += 10) {
                log.padded(route, first, first + 9, 50_000);
                assertThat(fast.nextSequences(10)).hasSize(10);
            }
            Awaitility.await().until(() -> notifier.meter("commuter.notifier.slow.closes") >= 1);
            fast.expectNothingMore();
        }
    }

    private static String awaited(CountDownLatch answered) {
        try {
            answered.await();
            return "[]";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String large(int number) {
        String vehicles = IntStream.range(0, 250)
                .mapToObj(vehicle -> '"' + "v".repeat(200) + number + '-' + vehicle + '"')
                .collect(joining(","));
        return "{\"type\":\"subscribe\",\"route\":\"R" + number + "\",\"vehicles\":[" + vehicles + "]}";
    }

    /**
     * The code of the first error in answer to subscriptions of about 50 KB each. If a message comes in parts, the
     * connection may be closed instead.
     */
    private static String firstRefusal(StreamClient streamClient, int most) throws InterruptedException {
        for (int i = 0; i < most; i++) {
            try {
                streamClient.send(large(i));
            } catch (CompletionException e) {
                return "busy";
            }
            Optional<JsonNode> answer = Optional.empty();
            while (answer.isEmpty()) {
                if (streamClient.closed().isPresent()) {
                    return streamClient.awaitClosed().code() == 1013 ? "busy" : "closed";
                }
                answer = streamClient.poll(Duration.ofMillis(100));
            }
            if (answer.get().path("type").stringValue().equals("error")) {
                return answer.get().at("/data/code").stringValue();
            }
        }
        throw new AssertionError(most + " subscriptions of 50 KB were taken");
    }
}
