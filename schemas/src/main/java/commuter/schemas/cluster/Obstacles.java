package commuter.schemas.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The problems that keep Kafka from being used, and since when. Each is logged once when it begins and once when it is
 * over, however often it is seen in between. Thread-safe.
 */
final class Obstacles {
    private static final Logger log = LoggerFactory.getLogger(ClusterWatch.class);

    private final LongSupplier nanos;
    private final Map<String, Seen> current = new LinkedHashMap<>();

    private record Seen(String description, Instant since, long sinceNanos) {}

    /** @param nanos a monotonic clock, such as {@link System#nanoTime} */
    Obstacles(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @param found descriptions of all present problems, by subject, such as {@code broker 2} */
    synchronized void update(Map<String, String> found) {
        long now = nanos.getAsLong();
        current.entrySet().removeIf(before -> {
            boolean over = !found.containsKey(before.getKey());
            if (over) {
                log.info(
                        "Kafka: {} is well again, after {} s",
                        before.getKey(),
                        Duration.ofNanos(now - before.getValue().sinceNanos()).toSeconds());
            }
            return over;
        });
        found.forEach((what, description) -> {
            if (!current.containsKey(what)) {
                log.warn("Kafka: {}", description);
            }
            current.merge(
                    what,
                    new Seen(description, Instant.now(), now),
                    (before, same) -> new Seen(description, before.since(), before.sinceNanos()));
        });
    }

    /** By subject: a description that says since when. */
    synchronized Map<String, String> current() {
        Map<String, String> all = new LinkedHashMap<>();
        current.forEach((what, seen) -> all.put(what, seen.description() + " (since " + seen.since() + ")"));
        return all;
    }

    /** How long the oldest of them has lasted; zero when there is none. */
    synchronized Duration oldest() {
        long now = nanos.getAsLong();
        return current.values().stream()
                .map(seen -> Duration.ofNanos(now - seen.sinceNanos()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
