package commuter.reservoir.write;

import static commuter.reservoir.write.Batches.eventId;
import static commuter.reservoir.write.Batches.eventIds;
import static commuter.reservoir.write.Batches.passengerId;
import static commuter.reservoir.write.Batches.passengerIds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import commuter.reservoir.faults.ScriptedStrapi;
import commuter.reservoir.faults.ScriptedStrapi.Call;
import commuter.reservoir.faults.ScriptedStrapi.Reply;
import commuter.reservoir.health.Dependency;
import commuter.reservoir.health.DependencyOutages;
import commuter.reservoir.repository.RowOutcome;
import commuter.reservoir.repository.strapi.StrapiClient;
import commuter.reservoir.repository.strapi.StrapiPassengerRepository;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a batch reacts to answers that a real Strapi hardly ever gives. */
class StrapiAnswersTest {
    private final ScriptedStrapi strapi = new ScriptedStrapi();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger over = new AtomicInteger();
    private final DependencyOutages outages = new DependencyOutages(Clock.systemUTC(), over::incrementAndGet);
    private final BatchWriter writer = new BatchWriter(
            new StrapiPassengerRepository(new StrapiClient(strapi.url(), "token", Duration.ofSeconds(1))),
            reservoirs -> {},
            new Retrier(outages, new Backoff(Duration.ofMillis(10), Duration.ofMillis(50))),
            new Throughput(new SimpleMeterRegistry()));

    @AfterEach
    void close() {
        threads.shutdownNow();
        strapi.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 401, 403, 404, 301})
    void anAnswerThatBlamesNoRowDelaysTheBatchAndLosesNothing(int status) {
        strapi.next(Reply.of(status), Reply.of(status));

        assertAllWritten(writer.write(Batches.of(1, 5)), 1, 5);
        assertThat(strapi.calls()).hasSize(3);
        assertThat(over).as("the valve opens").hasValue(1);
    }

    @Test
    void aConnectionThatEndsUnderACallIsNoFailure() {
        assertAllWritten(writer.write(Batches.of(1, 5)), 1, 5);
        strapi.next(ScriptedStrapi.LOST);

        assertAllWritten(writer.write(Batches.of(6, 10)), 6, 10);
        assertThat(strapi.calls())
                .extracting(Call::passengerIds)
                .containsExactly(passengerIds(1, 5), passengerIds(6, 10), passengerIds(6, 10));
        assertThat(outages.failures(Dependency.STRAPI)).isZero();
    }

    @Test
    void twoThatEndOneAfterTheOtherAre() {
        strapi.next(ScriptedStrapi.LOST, ScriptedStrapi.LOST);

        assertAllWritten(writer.write(Batches.of(1, 5)), 1, 5);
        assertThat(strapi.calls()).hasSize(3);
        assertThat(outages.failures(Dependency.STRAPI)).isEqualTo(1);
    }

    @Test
    void aBusyStrapiIsLeftAloneForAsLongAsItAsks() {
        strapi.next(new Reply(429, Map.of("Retry-After", "1"), "slow down"));

        assertAllWritten(writer.write(Batches.of(1, 5)), 1, 5);
        assertThat(pauses())
                .singleElement()
                .satisfies(pause -> assertThat(pause).isGreaterThanOrEqualTo(Duration.ofSeconds(1)));
    }

    static Stream<Reply> brokenBodies() {
        return Stream.of(
                new Reply(200, Map.of(), "{\"results\":[{\"passenger_id\":\"" + passengerId(1) + "\",\"outc"),
                new Reply(200, Map.of(), "{\"results\":[]}"),
                new Reply(200, Map.of(), "{\"data\":[]}"),
                new Reply(200, Map.of(), "<html>Welcome</html>"));
    }

    @ParameterizedTest
    @MethodSource("brokenBodies")
    void aSuccessWithoutAWholeBodyIsNoSuccess(Reply broken) {
        strapi.next(broken);

        assertAllWritten(writer.write(Batches.of(1, 5)), 1, 5);
        assertThat(strapi.calls()).hasSize(2);
    }

    @Test
    void whatIsTooLargeIsSplit() {
        strapi.rule(ids -> ids.size() > 100 ? Reply.of(413) : ScriptedStrapi.WRITTEN);

        assertAllWritten(writer.write(Batches.of(1, 500)), 1, 500);
        assertThat(rowsTaken(100)).containsExactlyElementsOf(passengerIds(1, 500));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 422, 500})
    void aRowRefusedAmong500GoodOnesGoesAlone(int status) {
        strapi.rule(ids -> ids.contains(passengerId(1)) ? Reply.of(status) : ScriptedStrapi.WRITTEN);

        BatchResult batchResult = writer.write(Batches.of(1, 501));

        assertThat(batchResult.outcomes().get(eventId(1)))
                .isInstanceOfSatisfying(
                        RowOutcome.Invalid.class,
                        invalid -> assertThat(invalid.reason()).isNotBlank());
        assertThat(batchResult.outcomes()).hasSize(501);
        assertThat(batchResult.outcomes().values())
                .filteredOn(RowOutcome.Written.class::isInstance)
                .hasSize(500);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 500})
    void aStrapiThatRefusesEverythingMakesNoRowACulprit(int status) throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        strapi.rule(ids -> broken.get() ? Reply.of(status) : ScriptedStrapi.WRITTEN);
        CompletableFuture<BatchResult> batchResult = write(1, 3);

        await().until(() -> strapi.calls().size() > 20);
        assertThat(batchResult).isNotDone();
        assertThat(outages.current().get(Dependency.STRAPI).reason()).contains("" + status);

        broken.set(false);
        assertAllWritten(batchResult.get(), 1, 3);
    }

    @Test
    void aLoneRowThatIsRefusedGoesWhenOthersAreTaken() throws Exception {
        strapi.rule(ids -> ids.contains(passengerId(1)) ? Reply.of(400) : ScriptedStrapi.WRITTEN);
        CompletableFuture<BatchResult> lone = write(1, 1);
        await().until(() -> strapi.calls().size() > 3);
        assertThat(lone).isNotDone();

        assertAllWritten(write(2, 3).get(), 2, 3);

        assertThat(lone.get().outcomes().get(eventId(1))).isInstanceOf(RowOutcome.Invalid.class);
        assertThat(outages.current()).isEmpty();
    }

    @Test
    void ofManyTasksOneTriesAStrapiThatIsDown() throws Exception {
        AtomicBoolean down = new AtomicBoolean(true);
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        strapi.rule(ids -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            Reply reply = down.get() ? Reply.of(503) : ScriptedStrapi.WRITTEN;
            atOnce.decrementAndGet();
            return reply;
        });
        List<CompletableFuture<BatchResult>> answers = new ArrayList<>();
        answers.add(write(1, 10));
        await().until(() -> outages.current().containsKey(Dependency.STRAPI));
        most.set(0);
        for (int task = 1; task < 12; task++) {
            answers.add(write(task * 10 + 1, task * 10 + 10));
        }
        await("they take turns, in any order, so that nobody can say when whose turn it is")
                .until(() -> strapi.calls().stream()
                                .map(call -> call.passengerIds().get(0))
                                .distinct()
                                .count()
                        >= 3);
        assertThat(most).hasValue(1);

        down.set(false);
        for (int task = 0; task < 12; task++) {
            assertAllWritten(answers.get(task).get(), task * 10 + 1, task * 10 + 10);
        }
        assertThat(over).hasValue(1);
    }

    @Test
    void aServiceThatStopsDoesNotWaitForAnOutage() {
        strapi.rule(ids -> new Reply(503, Map.of("Retry-After", "3600"), "closed for repairs"));
        CompletableFuture<BatchResult> batchResult = write(1, 5);
        await().until(() -> outages.current().containsKey(Dependency.STRAPI));

        threads.shutdownNow();

        await().until(batchResult::isCompletedExceptionally);
    }

    private CompletableFuture<BatchResult> write(int first, int last) {
        return CompletableFuture.supplyAsync(() -> writer.write(Batches.of(first, last)), threads);
    }

    private static void assertAllWritten(BatchResult batchResult, int first, int last) {
        assertThat(batchResult.outcomes().keySet()).containsExactlyInAnyOrderElementsOf(eventIds(first, last));
        assertThat(batchResult.outcomes().values())
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(RowOutcome.Written.class));
    }

    private List<String> rowsTaken(int atMost) {
        return strapi.calls().stream()
                .map(Call::passengerIds)
                .filter(ids -> ids.size() <= atMost)
                .flatMap(List::stream)
                .toList();
    }

    private List<Duration> pauses() {
        List<Duration> pauses = new ArrayList<>();
        List<Call> calls = strapi.calls();
        for (int i = 1; i < calls.size(); i++) {
            pauses.add(Duration.ofNanos(calls.get(i).nanos() - calls.get(i - 1).nanos()));
        }
        return pauses;
    }
}
