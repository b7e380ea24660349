package commuter.reservoir.stream.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The pending writes of all tasks of this instance, as of the last second. Thread-safe. */
public final class PendingTotals {
    private final Set<OfTask> tasks = ConcurrentHashMap.newKeySet();
    private final InstantSource clock;

    public PendingTotals(InstantSource clock) {
        this.clock = clock;
    }

    /** The pending writes of one task. Its stream thread reports them. */
    public final class OfTask implements AutoCloseable {
        private volatile int size;
        private volatile @Nullable Instant oldestSince;

        private OfTask() {}

        /**
         * Replaces what the task has reported before.
         *
         * @param oldest when the oldest entry was queued; null when there is none
         */
        public void report(int entries, @Nullable Instant oldest) {
            size = entries;
            oldestSince = oldest;
        }

        /** The task belongs to another instance now. */
        @Override
        public void close() {
            tasks.remove(this);
        }
    }

    public OfTask ofTask() {
        OfTask task = new OfTask();
        tasks.add(task);
        return task;
    }

    public long size() {
        return tasks.stream().mapToLong(task -> task.size).sum();
    }

    /** For how long the oldest entry has been pending; zero when nothing is. */
    public Duration age() {
        return tasks.stream()
                .map(task -> task.oldestSince)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .map(since -> Duration.between(since, clock.instant()))
                .filter(age -> !age.isNegative())
                .orElse(Duration.ZERO);
    }
}
