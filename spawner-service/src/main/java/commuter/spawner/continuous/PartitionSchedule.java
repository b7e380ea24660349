package commuter.spawner.continuous;

import commuter.spawner.demand.DrawnPassenger;
import commuter.spawner.demand.Spawner;
import commuter.spawner.demand.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The passengers of the reservoirs of one partition, from the partition's progress on. Not thread-safe. */
final class PartitionSchedule {
    private final long seed;
    private final List<Spawner> spawners;
    private final Duration windowLength;

    private Instant reached;
    private long offset;
    private @Nullable TimeWindow drawn;
    private List<DrawnPassenger> arrivals = List.of();

    PartitionSchedule(long seed, List<Spawner> spawners, Duration windowLength, Instant from, long offset) {
        this.seed = seed;
        this.spawners = spawners;
        this.windowLength = windowLength;
        this.reached = from;
        this.offset = offset;
    }

    /** Its progress on the demand clock. */
    Instant reached() {
        return reached;
    }

    /** The end of the spawner's own records in the partition. */
    long offset() {
        return offset;
    }

    void published(long lastOffset) {
        offset = Math.max(offset, lastOffset + 1);
    }

    /** The passengers who appear before that time, in order; goes on to the end of the window at most. */
    List<DrawnPassenger> advance(Instant until) {
        TimeWindow window = TimeWindow.containing(reached, windowLength);
        if (!window.equals(drawn)) {
            drawn = window;
            arrivals = spawners.stream()
                    .flatMap(spawner -> spawner.draw(seed, window).stream())
                    .sorted(Comparator.comparing(DrawnPassenger::at))
                    .toList();
        }
        Instant from = reached;
        Instant to = until.isBefore(window.end()) ? until : window.end();
        reached = to;
        return arrivals.stream()
                .filter(passenger ->
                        !passenger.at().isBefore(from) && passenger.at().isBefore(to))
                .toList();
    }
}
