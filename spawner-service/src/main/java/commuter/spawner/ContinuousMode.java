package commuter.spawner;

import commuter.spawner.demand.Arrival;
import commuter.spawner.demand.Demand;
import commuter.spawner.demand.TimeWindow;
import commuter.spawner.publishing.SpawnPublisher;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes each passenger when the demand clock reaches him, window after window. When Kafka is away it waits, and goes on
 * where it stood. Thread-safe.
 */
final class ContinuousMode {
    private static final Logger log = LoggerFactory.getLogger(ContinuousMode.class);

    private final Demand demand;
    private final DemandClock clock;
    private final Duration windowLength;
    private final SpawnPublisher publisher;

    private @Nullable Thread worker;

    ContinuousMode(Demand demand, DemandClock clock, Duration windowLength, SpawnPublisher publisher) {
        this.demand = demand;
        this.clock = clock;
        this.windowLength = windowLength;
        this.publisher = publisher;
    }

    synchronized boolean isRunning() {
        return worker != null && worker.isAlive();
    }

    /** Starts from where the demand clock stands now; what it passed while stopped is not made up for. */
    synchronized void start() {
        if (!isRunning()) {
            publisher.requireOpen();
            worker = new Thread(this::run, "continuous-mode");
            worker.start();
            log.info(
                    "Publishing passengers: about {} an hour at this time of day, times {}",
                    Math.round(demand.lambdaPerHour(clock.now())),
                    clock.speed());
        }
    }

    /** Announces nobody from when this returns. */
    synchronized void stop() throws InterruptedException {
        Thread running = worker;
        if (running != null) {
            running.interrupt();
            running.join();
            worker = null;
            log.info("Stopped publishing: {} passengers acknowledged so far", publisher.acknowledged());
        }
    }

    private void run() {
        try {
            play(clock.now());
        } catch (InterruptedException | InterruptException e) {
            log.debug("Asked to stop");
        } catch (RuntimeException e) {
            log.error("Continuous mode ends: {}", e.getMessage(), e);
        }
    }

    private void play(Instant from) throws InterruptedException {
        for (Instant start = TimeWindow.startContaining(from, windowLength); ; start = start.plus(windowLength)) {
            sleepUntil(clock.realAt(start));
            for (Arrival arrival : demand.draw(new TimeWindow(start, windowLength, clock.realAt(start)))) {
                // Those who arrived in the first window before we began have been published, or were missed, before.
                if (!arrival.at().isBefore(from)) {
                    sleepUntil(clock.realAt(arrival.at()));
                    publisher.publish(arrival.spawnedAt(clock.real().instant()));
                }
            }
        }
    }

    private void sleepUntil(Instant instant) throws InterruptedException {
        // Sleeps for no time at all when it is late, and still notices that it shall stop.
        Thread.sleep(
                Math.max(0, Duration.between(clock.real().instant(), instant).toMillis()));
    }
}
