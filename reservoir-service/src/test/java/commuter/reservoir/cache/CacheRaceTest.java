package commuter.reservoir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.reservoir.cache.Available.Source;
import commuter.schemas.ReservoirId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Concurrent readers and writers on a real Redis. */
class CacheRaceTest {
    private static final List<ReservoirId> RESERVOIRS =
            List.of(ReservoirId.route("1A"), ReservoirId.route("2B"), ReservoirId.depot("1A"));
    private static final int READERS = 12;
    private static final int READS_EACH = 1500;
    private static final int WRITERS = 4;
    private static final int WRITES_EACH = 600;

    private final VersionedRows rows = new VersionedRows() {
        @Override
        void deliver() {
            sometimesPause();
        }
    };
    private final Map<ReservoirId, LongAccumulator> acknowledged = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> stale = new ConcurrentLinkedQueue<>();

    @Test
    void noReadShowsAnOlderStateThanAWriteAcknowledgedBeforeIt() throws Exception {
        RESERVOIRS.forEach(reservoir -> acknowledged.put(reservoir, new LongAccumulator(Math::max, 1)));
        ExecutorService threads = Executors.newFixedThreadPool(READERS + WRITERS);
        try (RunningRedis redis = new RunningRedis()) {
            // Two instances of the service, each with its own connection.
            List<LeasedCache> caches =
                    List.of(redis.cache(Duration.ofSeconds(30)), redis.cache(Duration.ofSeconds(30)));
            List<Availability> instances = caches.stream()
                    .map(cache -> new Availability(
                            cache,
                            rows,
                            Duration.ofSeconds(30),
                            new CircuitBreaker(Duration.ofSeconds(1), System::nanoTime)))
                    .toList();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                LeasedCache cache = caches.get(i % caches.size());
                running.add(threads.submit(() -> write(cache)));
            }
            for (int i = 0; i < READERS; i++) {
                Availability instance = instances.get(i % instances.size());
                running.add(threads.submit(() -> read(instance)));
            }
            for (Future<?> each : running) {
                each.get(5, TimeUnit.MINUTES);
            }

            assertThat(stale).isEmpty();
            assertThat(instances)
                    .as("the cache was used, and filled again and again")
                    .allSatisfy(instance -> {
                        assertThat(instance.reads(Source.HIT)).isGreaterThan(100);
                        assertThat(instance.reads(Source.MISS)).isGreaterThan(100);
                        assertThat(instance.reads(Source.BYPASS)).isZero();
                    });
        } finally {
            threads.shutdownNow();
        }
    }

    private void write(LeasedCache cache) {
        for (int i = 0; i < WRITES_EACH; i++) {
            ReservoirId reservoir = anyReservoir();
            long version = rows.write(reservoir);
            sometimesPause();
            cache.invalidate(Set.of(reservoir));
            acknowledged.get(reservoir).accumulate(version);
            LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(2_000_000));
        }
    }

    private void read(Availability instance) {
        for (int i = 0; i < READS_EACH; i++) {
            ReservoirId reservoir = anyReservoir();
            long least = acknowledged.get(reservoir).get();
            Available available = instance.available(reservoir);
            long seen = available.passengers().get(0).version();
            if (seen < least) {
                stale.add(reservoir + " " + available.source() + ": version " + seen + " after the acknowledgement of "
                        + least);
            }
        }
    }

    private static void sometimesPause() {
        if (ThreadLocalRandom.current().nextInt(3) == 0) {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(3_000_000));
        }
    }

    private static ReservoirId anyReservoir() {
        return RESERVOIRS.get(ThreadLocalRandom.current().nextInt(RESERVOIRS.size()));
    }
}
