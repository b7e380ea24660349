package commuter.spawner.publishing;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Logs once when Kafka stops answering, and once when it answers again. */
final class OutageReport {
    private static final Logger log = LoggerFactory.getLogger(OutageReport.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SpawnPublisher publisher;
    private final String brokers;
    private boolean silent;
    private long acknowledgedBefore;

    OutageReport(SpawnPublisher publisher, String brokers) {
        this.publisher = publisher;
        this.brokers = brokers;
    }

    @Scheduled(fixedDelay = 1_000)
    void look() {
        if (silent) {
            // A withdrawn record is no longer outstanding either, so only an acknowledgement proves that Kafka is
            // back.
            if (publisher.acknowledged() > acknowledgedBefore) {
                silent = false;
                log.info("Kafka at {} acknowledges again", brokers);
            }
        } else if (publisher.silence().compareTo(PATIENCE) > 0) {
            silent = true;
            acknowledgedBefore = publisher.acknowledged();
            log.warn(
                    "Kafka at {} has acknowledged nothing for {} s; {} passengers wait to be sent, none is given up",
                    brokers,
                    PATIENCE.toSeconds(),
                    publisher.outstanding());
        }
    }
}
