package commuter.reservoir.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows which part is down, since when and why, and says so once when it begins and once when it ends. Thread-safe. */
public final class Outages {
    private static final Logger log = LoggerFactory.getLogger(Outages.class);

    /** One part's outage. */
    public record Outage(Instant since, String reason) {}

    private final Clock clock;
    private final Runnable whenOver;
    private final Map<Part, Outage> current = new TreeMap<>();

    /** @param whenOver is called each time the last outage has ended */
    public Outages(Clock clock, Runnable whenOver) {
        this.clock = clock;
        this.whenOver = whenOver;
    }

    public synchronized Map<Part, Outage> current() {
        return Map.copyOf(current);
    }

    void began(Part part, RuntimeException why) {
        String reason = String.valueOf(why.getMessage());
        synchronized (this) {
            if (current.putIfAbsent(part, new Outage(clock.instant(), reason)) == null) {
                log.warn(
                        "{} does not take writes: {}. Nothing is lost; trying again until it does.",
                        part.title(),
                        reason);
            }
        }
    }

    void ended(Part part) {
        synchronized (this) {
            Outage outage = current.remove(part);
            if (outage == null) {
                return;
            }
            Duration lasted = Duration.between(outage.since(), clock.instant());
            log.info("{} takes writes again, after {} s", part.title(), lasted.toSeconds());
            if (!current.isEmpty()) {
                return;
            }
        }
        whenOver.run();
    }
}
