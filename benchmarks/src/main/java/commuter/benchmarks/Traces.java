package commuter.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The times of all moments of each passenger's command, by the clock of this machine. Thread-safe. */
final class Traces {
    private final int count;
    private final Map<Moment, AtomicReferenceArray<@Nullable Instant>> seen = new EnumMap<>(Moment.class);

    Traces(int count) {
        this.count = count;
        for (Moment moment : Moment.values()) {
            seen.put(moment, new AtomicReferenceArray<>(count));
        }
    }

    /** Notes a moment of the n-th passenger; only the first note counts. */
    void note(Moment moment, int n, Instant when) {
        if (n < count) {
            of(moment).compareAndSet(n, null, when);
        }
    }

    /** The number of commands that have reached this moment. */
    long reached(Moment moment) {
        return IntStream.range(0, count).filter(n -> of(moment).get(n) != null).count();
    }

    /**
     * The durations from one moment to another.
     *
     * @param first the first passenger who counts
     */
    Durations between(Moment from, Moment to, int first) {
        return Durations.of(IntStream.range(first, count).mapToObj(n -> Duration.between(at(from, n), at(to, n))));
    }

    private Instant at(Moment moment, int n) {
        Instant when = of(moment).get(n);
        if (when == null) {
            throw new WrongResultException("The command for " + Workload.passengerId(n) + " was never " + moment);
        }
        return when;
    }

    @SuppressWarnings("NullAway") // The constructor adds every moment.
    private AtomicReferenceArray<@Nullable Instant> of(Moment moment) {
        return seen.get(moment);
    }
}
