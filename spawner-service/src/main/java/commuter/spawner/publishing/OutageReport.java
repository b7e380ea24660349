package commuter.spawner.publishing;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Says once that Kafka has gone silent, and once that it is back. */
final class OutageReport {
    private static final Logger log = LoggerFactory.getLogger(OutageReport.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SpawnPublisher publisher;
    private final String brokers;
    private boolean silent;

    OutageReport(SpawnPublisher publisher, String brokers) {
        this.publisher = publisher;
        this.brokers = brokers;
    }

    @Scheduled(fixedDelay = 1_000)
    void look() {
        boolean now = publisher.silence().compareTo(PATIENCE) > 0;
        if (now && !silent) {
            log.warn(
                    "Kafka at {} has acknowledged nothing for {} s; {} passengers wait to be sent, none is given up",
                    brokers,
                    PATIENCE.toSeconds(),
                    publisher.outstanding());
        } else if (silent && !now) {
            log.info("Kafka at {} acknowledges again", brokers);
        }
        silent = now;
    }
}
