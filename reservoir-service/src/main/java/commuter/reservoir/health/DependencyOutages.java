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
 * Knows which dependencies are down, since when and why. Logs one line when an outage begins and one when it ends. A
 * single failure, after which the next attempt succeeds, is not logged. Thread-safe.
 */
public final class DependencyOutages {
    private static final Logger log = LoggerFactory.getLogger(DependencyOutages.class);
    private static final int FAILURES_WORTH_A_LINE = 2;

    /**
     * An outage of one dependency.
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
    private final Map<Dependency, Outage> current = new EnumMap<>(Dependency.class);
    /** Durations are measured with a monotonic clock, because the system clock may be set. */
    private final Map<Dependency, Long> beganNanos = new EnumMap<>(Dependency.class);

    private final Map<Dependency, Long> failures = new EnumMap<>(Dependency.class);

    /** @param whenOver is called each time the last current outage has ended */
    public DependencyOutages(Clock clock, Runnable whenOver) {
        this(clock, System::nanoTime, whenOver);
    }

    /** @param nanos measures durations, as {@link System#nanoTime} does */
    public DependencyOutages(Clock clock, LongSupplier nanos, Runnable whenOver) {
        this.clock = clock;
        this.nanos = nanos;
        this.whenOver = whenOver;
    }

    public synchronized Map<Dependency, Outage> current() {
        return Collections.unmodifiableMap(new EnumMap<>(current));
    }

    /** How long the dependency has been down; zero while it is up. */
    public synchronized Duration lasting(Dependency dependency) {
        Long began = beganNanos.get(dependency);
        return began == null ? Duration.ZERO : Duration.ofNanos(nanos.getAsLong() - began);
    }

    /** Failures of the dependency since this service started. */
    public synchronized long failures(Dependency dependency) {
        return failures.getOrDefault(dependency, 0L);
    }

    public synchronized void failed(Dependency dependency, RuntimeException why) {
        failures.merge(dependency, 1L, Long::sum);
        String reason = String.valueOf(why.getMessage());
        boolean misconfigured = why instanceof Misconfigured;
        Outage before = current.get(dependency);
        Outage now = before == null
                ? new Outage(clock.instant(), reason, 1, misconfigured)
                : before.again(reason, misconfigured);
        current.put(dependency, now);
        beganNanos.putIfAbsent(dependency, nanos.getAsLong());
        if (misconfigured && (before == null || !before.misconfigured())) {
            log.error(
                    "ALERT: {} refuses all writes. Everything waits until this is fixed: {}",
                    dependency.title(),
                    reason);
        } else if (!misconfigured && now.failures() == FAILURES_WORTH_A_LINE) {
            log.warn(
                    "{} does not take writes: {}. Nothing is lost; trying again until it does.",
                    dependency.title(),
                    reason);
        }
    }

    public void ended(Dependency dependency) {
        synchronized (this) {
            Duration lasted = lasting(dependency);
            beganNanos.remove(dependency);
            Outage outage = current.remove(dependency);
            if (outage == null) {
                return;
            }
            if (outage.misconfigured() || outage.failures() >= FAILURES_WORTH_A_LINE) {
                log.info("{} takes writes again, after {} s", dependency.title(), lasted.toSeconds());
            }
            if (!current.isEmpty()) {
                return;
            }
        }
        whenOver.run();
    }
}
