package commuter.spawner;

import commuter.spawner.demand.Demand;
import commuter.spawner.network.Network;
import commuter.spawner.publishing.SpawnPublisher;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Starts, stops and shows continuous mode. */
@RestController
@RequestMapping("/api/spawn")
class SpawnController {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ContinuousMode continuousMode;
    private final SpawnPublisher publisher;
    private final Demand demand;
    private final DemandClock clock;
    private final Network network;

    SpawnController(
            ContinuousMode continuousMode,
            SpawnPublisher publisher,
            Demand demand,
            DemandClock clock,
            Network network) {
        this.continuousMode = continuousMode;
        this.publisher = publisher;
        this.demand = demand;
        this.clock = clock;
        this.network = network;
    }

    @GetMapping
    Status status() {
        Instant now = clock.now();
        return new Status(
                continuousMode.isRunning(),
                publisher.acknowledged(),
                now.atZone(network.zone()).toOffsetDateTime().truncatedTo(ChronoUnit.SECONDS),
                clock.speed(),
                Math.round(demand.lambdaPerHour(now) * 100) / 100.0);
    }

    @PostMapping("/start")
    Status start() {
        continuousMode.start();
        return status();
    }

    /** Answers only when Kafka has acknowledged everything that was announced. */
    @PostMapping("/stop")
    Stopped stop() throws InterruptedException {
        continuousMode.stop();
        return new Stopped(publisher.awaitAcknowledged(PATIENCE));
    }

    /**
     * @param published how many passengers Kafka has acknowledged since the process started, seeded ones included
     * @param clock what the demand clock shows
     * @param lambdaPerHour how many passengers an hour of the demand clock like this one is expected to bring
     */
    record Status(boolean running, long published, OffsetDateTime clock, double speed, double lambdaPerHour) {}

    /** @param published as in {@link Status} */
    record Stopped(long published) {}
}
