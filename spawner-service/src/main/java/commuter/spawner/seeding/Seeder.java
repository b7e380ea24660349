package commuter.spawner.seeding;

import commuter.spawner.demand.Demand;
import commuter.spawner.demand.DrawnPassenger;
import commuter.spawner.demand.Spawner;
import commuter.spawner.demand.TimeWindow;
import commuter.spawner.publishing.SpawnPublisher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.apache.kafka.common.KafkaException;

/**
 * Publishes a slice of demand at once, each passenger with the requested date and hour. The same slice again publishes
 * the same passengers under the same ids, so it changes nothing downstream.
 *
 * <p>A reservoir's passengers are published in order of time. The reservoirs are drawn in parallel on all processors,
 * and none is more than an hour ahead of the others.
 *
 * @param window how much demand time is drawn at once
 */
public record Seeder(Duration window, SpawnPublisher publisher) {
    private static final Duration STRIDE = Duration.ofHours(1);

    /**
     * Returns when all passengers are published; Kafka may not have acknowledged all of them yet.
     *
     * @param published is called repeatedly, by several threads, with the number of passengers published since its last
     *     call
     * @throws KafkaException when Kafka does not take them
     * @throws InterruptedException when interrupted; some passengers may have been published then
     */
    public void seed(SeedSlice slice, Demand demand, IntConsumer published) throws InterruptedException {
        publisher.requireOpen();
        List<Spawner> spawners = slice.spawners(demand);
        List<TimeWindow> windows = slice.windows(window);
        int stride = (int) Math.max(1, STRIDE.dividedBy(window));
        ExecutorService workers = Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(), task -> new Thread(task, "drawing"));
        try {
            for (int begin = 0; begin < windows.size(); begin += stride) {
                List<TimeWindow> next = windows.subList(begin, Math.min(begin + stride, windows.size()));
                awaitAll(workers.invokeAll(spawners.stream()
                        .map(spawner -> task(slice, spawner, demand.seed(), next, published))
                        .toList()));
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private Callable<Void> task(
            SeedSlice slice, Spawner spawner, long seed, List<TimeWindow> windows, IntConsumer published) {
        return () -> {
            for (TimeWindow next : windows) {
                List<DrawnPassenger> arrivals = slice.draw(spawner, seed, next);
                arrivals.forEach(passenger -> publisher.publish(passenger.spawnedAt(passenger.at())));
                published.accept(arrivals.size());
            }
            return null;
        };
    }

    private static void awaitAll(List<Future<Void>> tasks) throws InterruptedException {
        for (Future<Void> task : tasks) {
            try {
                task.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }
}
