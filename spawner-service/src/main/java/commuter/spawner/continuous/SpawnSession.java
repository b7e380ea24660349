package commuter.spawner.continuous;

import commuter.schemas.SpawnRequest;
import commuter.spawner.demand.Demand;
import commuter.spawner.demand.DrawnPassenger;
import commuter.spawner.demand.Spawner;
import commuter.spawner.publishing.WindowPublisher;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the passengers of this instance's partitions, until Kafka fails. Each step is one transaction: the
 * passengers who have appeared since the last step, and the new progress of their partitions. Not thread-safe, except
 * {@link #stop} and the methods that return its state.
 */
final class SpawnSession implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration PROGRESS_STORED_EVERY = Duration.ofSeconds(5);
    private static final int LARGEST_STEP = 5_000;

    private final Demand demand;
    private final Duration windowLength;
    private final ClockSetting setting;
    private final SpawnGroup group;
    private final WindowPublisher publisher;
    private final Map<Integer, PartitionSchedule> plays = new HashMap<>();
    private final DemandClock clock;

    private volatile boolean stopped;
    /** The time on the demand clock up to which Kafka has taken all passengers; null while no partition is owned. */
    private volatile @Nullable Instant published;

    private Instant progressStored = Instant.MIN;

    SpawnSession(
            Demand demand, Duration windowLength, ClockSetting setting, SpawnGroup group, WindowPublisher publisher) {
        this.demand = demand;
        this.windowLength = windowLength;
        this.setting = setting;
        this.group = group;
        this.publisher = publisher;
        publisher.open();
        this.clock = setting.clock(group.allProgress());
    }

    DemandClock clock() {
        return clock;
    }

    /** How far the slowest partition is behind the clock, in real time; it grows while Kafka takes nothing. */
    Duration lag() {
        Instant upTo = published;
        return upTo == null ? Duration.ZERO : Duration.ofMillis(Math.max(0, clock.realMillis(upTo, clock.now())));
    }

    /** Makes {@link #run} return after the present step. */
    void stop() {
        stopped = true;
    }

    /** Returns when it is stopped; {@code onStep} is called after each step that Kafka has taken. */
    void run(Runnable onStep) {
        group.join();
        while (!stopped) {
            group.await(TICK);
            adopt(group.owned());
            Instant now = clock.now();
            do {
                step(now);
                onStep.run();
            } while (!stopped && isBehind(now));
        }
    }

    @Override
    public void close() {
        publisher.close();
        group.close();
    }

    /** A partition that returns after another instance had it begins at its new progress. */
    private void adopt(Set<Integer> owned) {
        plays.keySet().retainAll(owned);
        for (int partition : owned) {
            PartitionProgress partitionProgress = group.progress(partition);
            plays.computeIfAbsent(
                    partition,
                    number -> new PartitionSchedule(
                            demand.seed(),
                            spawnersOf(number),
                            windowLength,
                            setting.resume(partitionProgress, clock),
                            partitionProgress == null ? 0 : partitionProgress.offset()));
        }
    }

    private void step(Instant now) {
        List<SpawnRequest> requests = new ArrayList<>();
        Instant realNow = setting.real().instant().truncatedTo(ChronoUnit.MILLIS);
        for (PartitionSchedule play : plays.values()) {
            while (play.reached().isBefore(now) && requests.size() < LARGEST_STEP && !stopped) {
                for (DrawnPassenger passenger : play.advance(now)) {
                    requests.add(passenger.spawnedAt(setting.isReal() ? passenger.at() : realNow));
                }
            }
        }
        if (!plays.isEmpty()
                && (!requests.isEmpty()
                        || progressStored.plus(PROGRESS_STORED_EVERY).isBefore(realNow))) {
            publisher.publish(requests, this::offsets, group.membership());
            progressStored = realNow;
        }
        published = plays.values().stream()
                .map(PartitionSchedule::reached)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The progress to commit together with the passengers, whose offsets are known by then. */
    private Map<TopicPartition, OffsetAndMetadata> offsets(Map<Integer, Long> lastOffsets) {
        lastOffsets.forEach((partition, offset) -> {
            PartitionSchedule play = plays.get(partition);
            if (play != null) {
                play.published(offset);
            }
        });
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        plays.forEach((partition, play) -> offsets.put(
                SpawnGroup.partition(partition),
                setting.progress(play.reached(), play.offset()).toOffset()));
        return offsets;
    }

    private boolean isBehind(Instant now) {
        return plays.values().stream().anyMatch(play -> play.reached().isBefore(now));
    }

    private List<Spawner> spawnersOf(int partition) {
        return demand.spawners().stream()
                .filter(spawner -> group.partitionOf(spawner.reservoir()) == partition)
                .toList();
    }
}
