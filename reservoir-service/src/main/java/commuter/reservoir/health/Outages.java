package commuter.reservoir.health;

import commuter.reservoir.repository.RepositoryException.Misconfigured;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which part is down, since when and why, and says so once when it begins and once when it ends. A single failure
 * that the next attempt makes good is not worth a line. Thread-safe.
 */
public final class Outages {
    private static final Logger log = LoggerFactory.getLogger(Outages.class);
    private static final int FAILURES_WORTH_A_LINE = 2;

    /**
     * One part's outage.
     *
     * @param reason of the latest failure
     * @param failures until now
     * @param misconfigured whether it lasts until somebody changes a setting, which the reason names
     */
    public record Outage(Instant since, String reason, int failures, boolean misconfigured) {
        private Outage again(String latestReason, boolean latestMisconfigured) {
            return new Outage(since, latestReason, failures + 1, latestMisconfigured);
        }
    }

    private final Clock clock;
    private final LongSupplier nanos;
    private final Runnable whenOver;
    private final Map<Part, Outage> current = new EnumMap<>(Part.class);
    /** Durations are measured, not taken from a clock that may be set. */
    private final Map<Part, Long> beganNanos = new EnumMap<>(Part.class);

    private final Map<Part, Long> failures = new EnumMap<>(Part.class);

    /** @param whenOver is called each time the last outage has ended */
    public Outages(Clock clock, Runnable whenOver) {
        this(clock, System::nanoTime, whenOver);
    }

    /** @param nanos measures durations, as {@link System#nanoTime} does */
    public Outages(Clock clock, LongSupplier nanos, Runnable whenOver) {
        this.clock = clock;
        this.nanos = nanos;
        this.whenOver = whenOver;
    }

    public synchronized Map<Part, Outage> current() {
        return Collections.unmodifiableMap(new EnumMap<>(current));
    }

    /** How long the part has been down; zero while it is up. */
    public synchronized Duration lasting(Part part) {
        Long began = beganNanos.get(part);
        return began == null ? Duration.ZERO : Duration.ofNanos(nanos.getAsLong() - began);
    }

    /** Failures of the part since this service started. */
    public synchronized long failures(Part part) {
        return failures.getOrDefault(part, 0L);
    }

    public synchronized void failed(Part part, RuntimeException why) {
        failures.merge(part, 1L, Long::sum);
        String reason = String.valueOf(why.getMessage());
        boolean misconfigured = why instanceof Misconfigured;
        Outage before = current.get(part);
        Outage now = before == null
                ? new Outage(clock.instant(), reason, 1, misconfigured)
                : before.again(reason, misconfigured);
        current.put(part, now);
        beganNanos.putIfAbsent(part, nanos.getAsLong());
        if (misconfigured && (before == null || !before.misconfigured())) {
            log.error(
                    "ALERT: {} lets nothing in. Everything is held back until this is mended: {}",
                    part.title(),
                    reason);
        } else if (!misconfigured && now.failures() == FAILURES_WORTH_A_LINE) {
            log.warn("{} does not take writes: {}. Nothing is lost; trying again until it does.", part.title(), reason);
        }
    }

    public void ended(Part part) {
        synchronized (this) {
            Duration lasted = lasting(part);
            beganNanos.remove(part);
            Outage outage = current.remove(part);
            if (outage == null) {
                return;
            }
            if (outage.misconfigured() || outage.failures() >= FAILURES_WORTH_A_LINE) {
                log.info("{} takes writes again, after {} s", part.title(), lasted.toSeconds());
            }
            if (!current.isEmpty()) {
                return;
            }
        }
        whenOver.run();
    }
}
