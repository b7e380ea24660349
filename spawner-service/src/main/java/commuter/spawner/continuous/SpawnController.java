package commuter.spawner.continuous;

import commuter.spawner.demand.DemandWarnings;
import commuter.spawner.publishing.SpawnPublisher;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
    private final SessionFactory sessions;
    private final DemandWarnings warnings;

    SpawnController(
            ContinuousMode continuousMode, SpawnPublisher publisher, SessionFactory sessions, DemandWarnings warnings) {
        this.continuousMode = continuousMode;
        this.publisher = publisher;
        this.sessions = sessions;
        this.warnings = warnings;
    }

    @GetMapping
    Status status() {
        Instant now = continuousMode.now();
        OffsetDateTime clock =
                now.atZone(sessions.setting().zone()).toOffsetDateTime().truncatedTo(ChronoUnit.SECONDS);
        return new Status(
                continuousMode.isRunning(),
                publisher.acknowledged(),
                clock,
                sessions.setting().speed(),
                Math.round(sessions.demand().lambdaPerHour(now) * 100) / 100.0,
                continuousMode.lag().toMillis() / 1000.0,
                warnings.from(clock.toLocalDate()));
    }

    @PostMapping("/start")
    Status start() {
        publisher.requireOpen();
        continuousMode.start();
        return status();
    }

    /** Answers only when Kafka has acknowledged everything that was published. */
    @PostMapping("/stop")
    Stopped stop() throws InterruptedException {
        continuousMode.stop();
        return new Stopped(publisher.awaitAcknowledged(PATIENCE));
    }

    /**
     * @param published number of passengers that Kafka has acknowledged since the process started, including seeded
     *     ones
     * @param clock the demand clock's time
     * @param lambdaPerHour expected number of passengers in an hour of the demand clock like this moment
     * @param lagS how many seconds publishing is behind the clock
     * @param warnings places where no passenger ever waits from that day on, one line for each
     */
    record Status(
            boolean running,
            long published,
            OffsetDateTime clock,
            double speed,
            double lambdaPerHour,
            double lagS,
            List<String> warnings) {}

    /** @param published as in {@link Status} */
    record Stopped(long published) {}
}
