package commuter.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.notifier.hub.CursorCodec;
import commuter.notifier.hub.LogPosition;
import commuter.schemas.ReservoirId;
import commuter.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A client that comes back misses no event and gets none twice. */
class ResumeTest {
    private static final int CROWD = 1000;

    private static ReservoirServiceStub reservoirServiceStub;
    private static Notifier notifier;
    private static Log log;

    private final ReservoirId route = Log.newRoute();

    @BeforeAll
    static void start() throws Exception {
        reservoirServiceStub = new ReservoirServiceStub();
        notifier =
                Notifier.start(reservoirServiceStub.setting(), "--commuter.notifier.max-connections-per-address=5000");
        log = new Log();
    }

    @AfterAll
    static void stop() {
        log.close();
        notifier.close();
        reservoirServiceStub.close();
    }

    @Test
    void whatCameMeanwhileIsSentFromMemory() {
        String cursor = cursorAfter(3);
        log.spawned(route, 4, 8);
        double before = notifier.meter("commuter.notifier.past.records");
        try (StreamClient back = resumed(notifier, cursor)) {
            log.spawned(route, 9, 9);
            assertThat(back.nextSequences(6)).containsExactly(4L, 5L, 6L, 7L, 8L, 9L);
            back.expectNothingMore();
        }
        assertThat(notifier.meter("commuter.notifier.past.records")).isEqualTo(before);
    }

    @Test
    void anInstanceThatWasStartedLaterSendsItFromTheLogAndGoesOnLive() throws Exception {
        String cursor = cursorAfter(3);
        log.spawned(route, 4, 300);
        try (Notifier replacement = Notifier.start(reservoirServiceStub.setting());
                StreamClient back = resumed(replacement, cursor)) {
            log.spawned(route, 301, 302);
            assertThat(back.nextSequences(299)).containsExactlyElementsOf(sequences(4, 302));
            back.expectNothingMore();
        }
    }

    @Test
    void whatNoClientCanReadIsPassedOverLiveAndInTheLog() throws Exception {
        String cursor = cursorAfter(3);
        try (StreamClient live = resumed(notifier, cursor)) {
            log.unreadable(Topics.RESERVOIR_STATS.name(), route).unreadable(Topics.LIFECYCLE.name(), route);
            log.spawned(route, 4, 6);
            assertThat(live.nextSequences(3)).containsExactly(4L, 5L, 6L);
        }
        try (Notifier replacement = Notifier.start(reservoirServiceStub.setting());
                StreamClient back = resumed(replacement, cursor)) {
            assertThat(back.nextSequences(3)).containsExactly(4L, 5L, 6L);
        }
    }

    @Test
    void aClientMayComeAndGoBetweenInstancesAtAnyPlaceOfItsPast() throws Exception {
        try (Notifier other = Notifier.start(reservoirServiceStub.setting())) {
            String cursor = cursorAfter(1);
            log.spawned(route, 2, 40);
            List<Long> got = new ArrayList<>(List.of(1L));
            for (int i = 0; got.size() < 40; i++) {
                try (StreamClient back = resumed(i % 2 == 0 ? other : notifier, cursor)) {
                    got.addAll(back.nextSequences(3));
                    cursor = back.cursor();
                }
            }
            assertThat(got).containsExactlyElementsOf(sequences(1, 40));
        }
    }

    /**
     * After the events there is the marker of their transaction. A client that began after it is further than one that
     * has read the events only.
     */
    @Test
    void whoComesFromAnInstanceThatBeganBehindTheMarkOfATransactionIsLiveAtOnce() throws Exception {
        cursorAfter(1);
        String cursor;
        try (Notifier replacement = Notifier.start(reservoirServiceStub.setting());
                StreamClient streamClient = replacement.connect().subscribe("route", route.id())) {
            cursor = streamClient.cursor();
        }
        try (StreamClient back = resumed(notifier, cursor)) {
            back.subscribe("route", "further");
        }
    }

    @Test
    void aBatchClientGetsItsPastInBatches() {
        String cursor = cursorAfter(1);
        log.spawned(route, 2, 51);
        try (StreamClient back = notifier.connect()) {
            back.subscribeWith("\"route\":\"" + route.id() + "\",\"batch\":true,\"resume\":\"" + cursor + "\"");
            List<Long> got = new ArrayList<>();
            while (got.size() < 50) {
                back.next("passenger:batch")
                        .forEach(event -> got.add(event.path("sequence").longValue()));
            }
            assertThat(got).containsExactlyElementsOf(sequences(2, 51));
        }
    }

    @Test
    void aPastThatIsKeptNoMoreIsAGapFollowedByASnapshot() throws Exception {
        String cursor = cursorAfter(2);
        log.spawned(route, 3, 3).forget(route);
        reservoirServiceStub.list(route.toString(), asked -> "[{\"passenger_id\":\"PASS_1\",\"version\":4}]");
        try (Notifier replacement = Notifier.start(reservoirServiceStub.setting());
                StreamClient back = replacement.connect()) {
            back.subscribeWith("\"route\":\"" + route.id() + "\",\"snapshot\":true,\"resume\":\"" + cursor + "\"");
            assertThat(back.next("gap").path("reason").stringValue()).isEqualTo("retention_over");
            assertThat(back.next("snapshot").path("passengers").size()).isEqualTo(1);
            log.spawned(route, 4, 4);
            assertThat(back.nextSequences(1)).containsExactly(4L);
        }
    }

    @Test
    void aCursorIntoAnotherLogIsAGap() {
        String foreign = new CursorCodec("another log", 12).encode(LogPosition.of(new long[12]));
        try (StreamClient streamClient = resumed(notifier, foreign)) {
            assertThat(streamClient.next("gap").path("reason").stringValue()).isEqualTo("other_log");
            log.spawned(route, 7, 7);
            assertThat(streamClient.nextSequences(1)).containsExactly(7L);
        }
    }

    @Test
    void whatIsNoCursorOrComesTooLateIsAnErrorAndNothingElseChanges() {
        try (StreamClient streamClient = notifier.connect()) {
            streamClient.send("{\"type\":\"subscribe\",\"route\":\"1\",\"resume\":\"nonsense\"}");
            assertThat(streamClient.next("error").path("code").stringValue()).isEqualTo("invalid_cursor");
            streamClient.subscribe("route", route.id());
            streamClient.send("{\"type\":\"subscribe\",\"route\":\"1\",\"resume\":\"" + streamClient.cursor() + "\"}");
            assertThat(streamClient.next("error").path("code").stringValue()).isEqualTo("resume_not_first");
            log.spawned(route, 1, 1);
            assertThat(streamClient.nextSequences(1)).containsExactly(1L);
        }
    }

    @Test
    void aThousandClientsWhoComeBackAtOnceHaveTheirPastReadOnce() throws Exception {
        String cursor = cursorAfter(1);
        log.spawned(route, 2, 200);
        try (Notifier replacement = Notifier.start(
                reservoirServiceStub.setting(), "--commuter.notifier.max-connections-per-address=5000")) {
            List<RawClient> manyClients = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                manyClients.add(new RawClient(replacement.port(), "http://localhost:" + replacement.port()));
            }
            for (RawClient streamClient : manyClients) {
                streamClient.sendText(
                        "{\"type\":\"subscribe\",\"route\":\"" + route.id() + "\",\"resume\":\"" + cursor + "\"}");
            }
            for (RawClient streamClient : manyClients) {
                assertThat(streamClient.sequences(199)).containsExactlyElementsOf(sequences(2, 200));
                streamClient.close();
            }
            // A window may begin before the cursor, so other tests' events count, too. But there are never this many.
            assertThat(replacement.meter("commuter.notifier.past.records")).isLessThan(5000);
        }
    }

    /** The cursor of a client that received the events up to this one, and then left. */
    private String cursorAfter(int events) {
        try (StreamClient streamClient = notifier.connect().subscribe("route", route.id())) {
            log.spawned(route, 1, events);
            assertThat(streamClient.nextSequences(events)).containsExactlyElementsOf(sequences(1, events));
            return streamClient.cursor();
        }
    }

    private StreamClient resumed(Notifier instance, String cursor) {
        StreamClient streamClient = instance.connect();
        JsonNode confirmed =
                streamClient.subscribeWith("\"route\":\"" + route.id() + "\",\"resume\":\"" + cursor + "\"");
        assertThat(confirmed.path("route").stringValue()).isEqualTo(route.id());
        return streamClient;
    }

    private static List<Long> sequences(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
