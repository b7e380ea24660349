package commuter.reservoir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import commuter.reservoir.cache.Available.Source;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerStatus;
import commuter.schemas.ReservoirId;
import commuter.testing.SomePassenger;
import io.lettuce.core.RedisException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What readers get from a real Redis that stops and starts. */
class AvailabilityTest {
    private static final ReservoirId RESERVOIR = ReservoirId.route("1A");
    private static final Duration LONG = Duration.ofMinutes(5);

    private final AtomicLong nanoTime = new AtomicLong();
    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch deliver = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final VersionedRows rows = new VersionedRows();
    private final VersionedRows slowRows = new VersionedRows() {
        @Override
        void deliver() {
            reading.countDown();
            uninterrupted(deliver);
        }
    };
    private RunningRedis redis;
    private LeasedCache cache;

    @BeforeEach
    void start() throws IOException {
        redis = new RunningRedis();
        cache = redis.cache(LONG);
    }

    @AfterEach
    void stop() throws IOException {
        threads.shutdownNow();
        redis.close();
    }

    @Test
    void aHundredReadersOfAColdListCauseOneQuery() throws Exception {
        Availability availability = availability(slowRows);
        List<Future<Available>> readers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            readers.add(threads.submit(() -> availability.available(RESERVOIR)));
        }
        long scripts = redis.scripts();
        await("all of them have looked, some again").until(() -> redis.scripts() > scripts + 300);
        deliver.countDown();

        for (Future<Available> reader : readers) {
            assertThat(reader.get(1, TimeUnit.MINUTES).passengers()).hasSize(1);
        }
        assertThat(slowRows.queries()).isEqualTo(1);
        assertThat(availability.reads(Source.MISS)).isEqualTo(1);
        assertThat(availability.reads(Source.HIT)).isEqualTo(99);
    }

    @Test
    void aReaderDoesNotWaitForeverForTheOneWithTheLease() throws Exception {
        Future<Available> stuck = threads.submit(() -> availability(slowRows).available(RESERVOIR));
        reading.await();

        Availability impatient = new Availability(cache, rows, Duration.ofMillis(50), breaker());

        assertThat(impatient.available(RESERVOIR).source()).isEqualTo(Source.BYPASS);
        assertThat(stuck).isNotDone();
    }

    @Test
    void withRedisAwayTheDatabaseAnswersAndTheMeterCounts() throws Exception {
        Availability availability = availability(rows);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        new CacheMeters(availability).bindTo(meters);
        redis.stop();

        for (int i = 0; i < 5; i++) {
            assertThat(availability.available(RESERVOIR).source()).isEqualTo(Source.BYPASS);
        }

        assertThat(meters.get("commuter.reservoir.reads")
                        .tag("source", "bypass")
                        .functionCounter()
                        .count())
                .isEqualTo(5);
        assertThat(meters.get("commuter.reservoir.reads")
                        .tag("source", "hit")
                        .functionCounter()
                        .count())
                .isZero();
    }

    @Test
    void aFrozenRedisHoldsUpOneReaderAndAfterAWhileOneMore() {
        cache = redis.impatientCache(LONG);
        Availability availability = availability(rows);
        availability.available(RESERVOIR);
        long before = redis.scripts();
        redis.freeze();

        assertThat(sourcesOf(100, availability)).containsOnly(Source.BYPASS);
        nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(sourcesOf(100, availability)).containsOnly(Source.BYPASS);

        redis.thaw();
        cache.probe(); // is answered after everything that was sent on this connection before
        assertThat(redis.scripts() - before).isEqualTo(2);
        nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(sourcesOf(2, availability)).containsOnly(Source.HIT);
    }

    @Test
    void aListThatWasBeingReadWhenRedisRestartedIsNotStored() throws Exception {
        Availability availability = availability(slowRows);
        Future<Available> before = threads.submit(() -> availability.available(RESERVOIR));
        reading.await();
        restart();
        slowRows.write(RESERVOIR);
        cache.invalidate(Set.of(RESERVOIR));

        deliver.countDown();
        before.get(1, TimeUnit.MINUTES);

        Available after = availability.available(RESERVOIR);
        assertThat(after.passengers().get(0).version()).isEqualTo(2);
        assertThat(after.source()).isEqualTo(Source.MISS);
    }

    @Test
    void nothingThatWasCachedOutlivesARestartOfRedis() throws Exception {
        Availability availability = availability(rows);
        availability.available(RESERVOIR);
        assertThat(availability.available(RESERVOIR).source()).isEqualTo(Source.HIT);
        rows.write(RESERVOIR); // whose invalidation never reached Redis

        restart();

        assertThat(availability.available(RESERVOIR).passengers().get(0).version())
                .isEqualTo(2);
    }

    @Test
    void equalListsHaveEqualTagsWhereverTheyComeFrom() throws Exception {
        Availability availability = availability(rows);
        String miss = availability.available(RESERVOIR).tag();
        String hit = availability.available(RESERVOIR).tag();
        redis.stop();
        String bypass = availability.available(RESERVOIR).tag();
        rows.write(RESERVOIR);

        assertThat(List.of(hit, bypass)).containsOnly(miss);
        assertThat(availability.available(RESERVOIR).tag()).isNotEqualTo(miss);
    }

    @Test
    void whoeverIsShownAPassengerGetsNoListThatIsOlder() {
        Availability availability = availability(rows);
        Passenger before = availability.available(RESERVOIR).passengers().get(0);
        rows.write(RESERVOIR); // and the cache is not invalidated yet
        Passenger after = rows.available(RESERVOIR).get(0);

        availability.agreeWith(after);

        assertThat(after).isNotEqualTo(before);
        assertThat(availability.available(RESERVOIR).passengers()).containsExactly(after);
    }

    @Test
    void whoeverIsShownAPassengerWhoHasLeftFindsThemOnNoList() {
        Availability availability = availability(rows);
        Passenger waiting = availability.available(RESERVOIR).passengers().get(0);

        availability.agreeWith(
                SomePassenger.of(RESERVOIR).withId(waiting.passengerId()).as(PassengerStatus.CANCELLED, 2));

        assertThat(availability.available(RESERVOIR).source()).isEqualTo(Source.MISS);
    }

    @Test
    void aListThatIsBeingReadWhileAPassengerIsShownIsNotStored() throws Exception {
        Future<Available> before = threads.submit(() -> availability(slowRows).available(RESERVOIR));
        reading.await();
        slowRows.write(RESERVOIR);
        availability(rows).agreeWith(new VersionedRows().available(RESERVOIR).get(0));

        deliver.countDown();
        before.get(1, TimeUnit.MINUTES);

        assertThat(availability(slowRows).available(RESERVOIR).source()).isEqualTo(Source.MISS);
    }

    @Test
    void aListThatAgreesWithWhatIsShownStays() {
        Availability availability = availability(rows);
        Passenger waiting = availability.available(RESERVOIR).passengers().get(0);
        Passenger gone = SomePassenger.of(RESERVOIR).withId(SomePassenger.id(1)).as(PassengerStatus.BOARDED, 2);

        availability.agreeWith(waiting);
        availability.agreeWith(gone);

        assertThat(availability.available(RESERVOIR).source()).isEqualTo(Source.HIT);
    }

    private Availability availability(VersionedRows database) {
        return new Availability(cache, database, LONG, breaker());
    }

    private static Set<Source> sourcesOf(int readings, Availability availability) {
        return IntStream.range(0, readings)
                .mapToObj(i -> availability.available(RESERVOIR).source())
                .collect(Collectors.toSet());
    }

    private CircuitBreaker breaker() {
        return new CircuitBreaker(Duration.ofSeconds(1), nanoTime::get);
    }

    private void restart() throws IOException {
        redis.stop();
        redis.start();
        await("connected again")
                .ignoreExceptionsInstanceOf(RedisException.class)
                .untilAsserted(cache::probe);
    }

    private static void uninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
