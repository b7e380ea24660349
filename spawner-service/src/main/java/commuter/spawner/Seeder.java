package commuter.spawner;

import commuter.spawner.demand.Arrival;
import commuter.spawner.demand.Demand;
import commuter.spawner.demand.TimeWindow;
import commuter.spawner.publishing.SpawnPublisher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Publishes a slice of demand in one go, each passenger with the date and hour that was asked for. The same slice again
 * publishes the same passengers under the same ids, so that nothing changes downstream.
 */
final class Seeder {
    private final Demand demand;
    private final Duration windowLength;
    private final SpawnPublisher publisher;

    Seeder(Demand demand, Duration windowLength, SpawnPublisher publisher) {
        this.demand = demand;
        this.windowLength = windowLength;
        this.publisher = publisher;
    }

    /** Returns how many passengers were announced; Kafka may not have acknowledged all of them yet. */
    long seed(SeedSlice slice) {
        publisher.requireOpen();
        long announced = 0;
        for (Instant start = TimeWindow.startContaining(slice.from(), windowLength);
                start.isBefore(slice.to());
                start = start.plus(windowLength)) {
            announced += seed(slice, TimeWindow.at(start, windowLength));
        }
        return announced;
    }

    private long seed(SeedSlice slice, TimeWindow window) {
        List<Arrival> arrivals = demand.spawners().stream()
                .filter(slice::covers)
                .flatMap(spawner -> spawner.draw(demand.seed(), window).stream())
                .filter(slice::covers)
                .toList();
        arrivals.forEach(arrival -> publisher.publish(arrival.spawnedAt(arrival.at())));
        return arrivals.size();
    }
}
