package commuter.reservoir.reservoir.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import commuter.reservoir.passenger.StoredPassenger;
import commuter.reservoir.passenger.Waiting;
import commuter.reservoir.repository.LookupResult;
import commuter.reservoir.repository.RepositoryException;
import commuter.reservoir.repository.StoredRow;
import commuter.schemas.Direction;
import commuter.schemas.Passenger;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers who wait for passengers to appear. */
class SpawnAwaiterTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Map<String, StoredRow> rows = new ConcurrentHashMap<>();
    private final List<List<String>> questions = new CopyOnWriteArrayList<>();
    private final List<Set<ReservoirId>> forgotten = new CopyOnWriteArrayList<>();
    private volatile boolean away;
    private volatile boolean cacheAway;
    private SpawnAwaiter spawnAwaiter = new SpawnAwaiter(this::lookUp, this::forget, LONG);

    @AfterEach
    void stop() {
        spawnAwaiter.close();
    }

    @Test
    void callersWhoWaitAtOnceShareOneQuestion() throws Exception {
        List<CompletableFuture<Map<String, Passenger>>> callers = IntStream.range(0, 50)
                .mapToObj(i -> spawnAwaiter.await(List.of(id(i), id(50))))
                .toList();
        await().until(() -> questions.stream().anyMatch(question -> question.size() == 51));

        IntStream.rangeClosed(0, 50).forEach(this::arrive);

        for (int i = 0; i < 50; i++) {
            assertThat(callers.get(i).get(60, TimeUnit.SECONDS)).containsOnlyKeys(id(i), id(50));
        }
        assertThat(spawnAwaiter.awaited()).isZero();
    }

    @Test
    void onlyThoseWhoAreMissingAreAskedForAgainAndNeverTooManyAtOnce() throws Exception {
        List<String> ids =
                IntStream.range(0, 2500).mapToObj(SpawnAwaiterTest::id).toList();
        IntStream.range(1, 2500).forEach(this::arrive);

        CompletableFuture<Map<String, Passenger>> all = spawnAwaiter.await(ids);
        await().until(() -> questions.contains(List.of(id(0))));
        arrive(0);

        assertThat(all.get(60, TimeUnit.SECONDS)).containsOnlyKeys(ids);
        assertThat(questions).allSatisfy(question -> assertThat(question).hasSizeLessThanOrEqualTo(1000));
    }

    @Test
    void someWhoNeverComeDoNotStandBeforeTheOthers() throws Exception {
        CompletableFuture<Map<String, Passenger>> never = spawnAwaiter.await(
                IntStream.range(0, 2500).mapToObj(SpawnAwaiterTest::id).toList());
        arrive(9999);

        assertThat(spawnAwaiter.await(List.of(id(9999))).get(60, TimeUnit.SECONDS))
                .containsOnlyKeys(id(9999));
        assertThat(never).isNotDone();
    }

    @Test
    void whenTheTimeIsOverThePassengersFoundSoFarAreTheAnswer() throws Exception {
        spawnAwaiter.close();
        spawnAwaiter = new SpawnAwaiter(this::lookUp, this::forget, Duration.ofMillis(300));
        arrive(1);

        assertThat(spawnAwaiter.await(List.of(id(1), id(2))).get(60, TimeUnit.SECONDS))
                .containsOnlyKeys(id(1));
        assertThat(spawnAwaiter.awaited()).isZero();
    }

    @Test
    void aDatabaseThatIsAwayForAWhileIsAskedAgain() throws Exception {
        away = true;
        CompletableFuture<Map<String, Passenger>> caller = spawnAwaiter.await(List.of(id(1)));
        await().until(() -> questions.size() >= 2);

        arrive(1);
        away = false;

        assertThat(caller.get(60, TimeUnit.SECONDS)).containsOnlyKeys(id(1));
    }

    @Test
    void noCallerIsToldOfAPassengerBeforeTheCachedListWithoutThemIsInvalidated() throws Exception {
        cacheAway = true;
        arrive(1);
        CompletableFuture<Map<String, Passenger>> caller = spawnAwaiter.await(List.of(id(1)));
        await().until(() -> questions.size() >= 2);
        assertThat(caller).isNotDone();

        cacheAway = false;

        assertThat(caller.get(60, TimeUnit.SECONDS)).containsOnlyKeys(id(1));
        assertThat(forgotten).containsExactly(Set.of(ReservoirId.route("1A")));
    }

    private void forget(Set<ReservoirId> reservoirs) {
        if (cacheAway) {
            throw new RedisException("away for the test");
        }
        forgotten.add(reservoirs);
    }

    private LookupResult lookUp(Collection<String> ids) {
        questions.add(List.copyOf(ids));
        if (away) {
            throw new RepositoryException.Unavailable("away for the test", Duration.ZERO);
        }
        Map<String, StoredRow> found = new ConcurrentHashMap<>(rows);
        found.keySet().retainAll(ids);
        return new LookupResult(found, Map.of());
    }

    private void arrive(int n) {
        Instant now = Instant.now();
        SpawnRequest request = new SpawnRequest(
                id(n),
                ReservoirId.route("1A"),
                "1A",
                null,
                Direction.OUTBOUND,
                null,
                13.1,
                -59.6,
                null,
                13.2,
                -59.5,
                null,
                now,
                null,
                null);
        String eventId = "event-" + n;
        rows.put(
                id(n),
                new StoredRow(new StoredPassenger(Waiting.spawned(request).passenger(), eventId), List.of(eventId)));
    }

    private static String id(int n) {
        return String.format("PASS_%032X", n);
    }
}
