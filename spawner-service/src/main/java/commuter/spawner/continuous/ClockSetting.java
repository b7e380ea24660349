package commuter.spawner.continuous;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the demand clock runs, and how it continues after a restart.
 *
 * @param start its time at the very first start, in the feed's zone; null for now
 * @param speed how many seconds of demand pass in a real second
 * @param seed of the passengers; with another one the clock starts again
 */
public record ClockSetting(
        InstantSource real, ZoneId zone, @Nullable LocalDateTime start, double speed, long seed) {
    /** Progress that is newer was stored by an instance that still runs, or has only just stopped. */
    private static final Duration FRESH = Duration.ofSeconds(15);

    /**
     * No passenger waits longer. So passengers whom a real-time clock has missed by this time would have expired
     * already.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    /** Whether the demand clock is real time. */
    boolean isReal() {
        return start == null && speed == 1;
    }

    /**
     * The clock to use: it continues at the stored progress; if other instances are running, it agrees with theirs.
     *
     * @param progress the stored progress of all partitions
     */
    DemandClock clock(Collection<PartitionProgress> progress) {
        Instant now = real.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<PartitionProgress> latest =
                progress.stream().filter(this::isMine).max(Comparator.comparing(PartitionProgress::at));
        if (isReal() || latest.isEmpty()) {
            return new DemandClock(real, now, firstStart(now), speed);
        }
        PartitionProgress partitionProgress = latest.get();
        boolean running = partitionProgress.at().plus(FRESH).isAfter(now);
        return new DemandClock(real, running ? partitionProgress.at() : now, partitionProgress.reached(), speed);
    }

    /** Where a partition continues. */
    Instant resume(@Nullable PartitionProgress partitionProgress, DemandClock clock) {
        Instant begin = partitionProgress != null && isMine(partitionProgress)
                ? partitionProgress.reached()
                : firstStart(clock.demandStart());
        Instant earliest = isReal() ? clock.now().minus(PATIENCE) : Instant.MIN;
        return begin.isBefore(earliest) ? earliest : begin;
    }

    PartitionProgress progress(Instant reached, long offset) {
        String from = start == null ? "" : start.toString();
        return new PartitionProgress(seed, from, reached, real.instant().truncatedTo(ChronoUnit.MILLIS), offset);
    }

    /** The clock's time before it has ever run. */
    public Instant firstStart(Instant now) {
        return start == null ? now : start.atZone(zone).toInstant();
    }

    private boolean isMine(PartitionProgress partitionProgress) {
        return partitionProgress.seed() == seed
                && partitionProgress.start().equals(start == null ? "" : start.toString());
    }
}
