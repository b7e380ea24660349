package commuter.spawner.seeding;

import commuter.spawner.demand.Arrival;
import commuter.spawner.demand.Demand;
import commuter.spawner.demand.TimeWindow;
import commuter.spawner.publishing.SpawnPublisher;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Publishes a slice of demand in one go, each passenger with the date and hour that was asked for. The same slice again
 * publishes the same passengers under the same ids, so that nothing changes downstream.
 *
 * @param window how much demand time is drawn at once
 */
public record Seeder(Duration window, SpawnPublisher publisher) {

    /**
     * Returns when all passengers are announced; Kafka may not have acknowledged all of them yet.
     *
     * @param announced is told, window by window, how many more were announced
     */
    public void seed(SeedSlice slice, Demand demand, IntConsumer announced) {
        publisher.requireOpen();
        for (TimeWindow next = TimeWindow.containing(slice.from(), window);
                next.start().isBefore(slice.to());
                next = next.next()) {
            announced.accept(seed(slice, demand, next));
        }
    }

    private int seed(SeedSlice slice, Demand demand, TimeWindow window) {
        List<Arrival> arrivals = slice.draw(demand, window);
        arrivals.forEach(arrival -> publisher.publish(arrival.spawnedAt(arrival.at())));
        return arrivals.size();
    }
}
