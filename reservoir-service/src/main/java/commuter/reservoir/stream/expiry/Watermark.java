package commuter.reservoir.stream.expiry;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far some topics have been decided. A round notes the time and the ends of all partitions. It is over when the
 * group has passed these ends: then every record from before that time is decided, or was in the wrong partition and
 * has been sent to the right one. Because of the latter, the round then notes the ends once more, and waits until these
 * are passed, too. Advanced by one thread, read by any.
 */
final class Watermark {
    private final InputOffsets offsets;
    private final Set<TopicPartition> partitions;
    private @Nullable Round round;
    private boolean wanted;
    private long begun;
    private long passed;
    private Instant decidedBefore = Instant.EPOCH;
    private @Nullable Long beganNanos;

    private record Round(Instant time, Map<TopicPartition, Long> ends, boolean isSecondHop) {}

    Watermark(InputOffsets offsets, Set<TopicPartition> partitions) {
        this.offsets = offsets;
        this.partitions = Set.copyOf(partitions);
    }

    synchronized Instant decidedBefore() {
        wanted = true;
        return decidedBefore;
    }

    /** The number of the next round to begin, which will pass the mark. */
    synchronized long mark() {
        wanted = true;
        return begun + 1;
    }

    synchronized boolean isPassed(long mark) {
        wanted |= passed < mark;
        return passed >= mark;
    }

    /** How long the present round has lasted; zero if there is none. */
    synchronized Duration lasting() {
        return beganNanos == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - beganNanos);
    }

    /** Advances the round as far as possible. Returns the partitions that it waits for, with the group's progress. */
    Map<TopicPartition, Long> advance() {
        if (round == null && !begin()) {
            return Map.of();
        }
        Round current = round == null ? note(false, null) : round;
        Map<TopicPartition, Long> undecided = offsets.undecided(current.ends());
        if (undecided.isEmpty() && !current.isSecondHop()) {
            current = note(true, current.time());
            undecided = offsets.undecided(current.ends());
        }
        if (undecided.isEmpty()) {
            end(current);
        }
        return undecided;
    }

    private synchronized boolean begin() {
        if (!wanted && beganNanos == null) {
            return false;
        }
        wanted = false;
        begun++;
        beganNanos = beganNanos == null ? System.nanoTime() : beganNanos;
        return true;
    }

    /** The time is read before the ends: what was acknowledged by then is before the ends. */
    private Round note(boolean isSecondHop, @Nullable Instant time) {
        Instant noted = time == null ? offsets.now() : time;
        round = new Round(noted, offsets.ends(partitions), isSecondHop);
        return round;
    }

    private synchronized void end(Round over) {
        round = null;
        beganNanos = null;
        passed = begun;
        decidedBefore = over.time();
    }
}
