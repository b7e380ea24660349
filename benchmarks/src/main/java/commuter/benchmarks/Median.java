package commuter.benchmarks;

import java.time.Duration;
import java.util.List;

/** The median of a sample of short durations, in ms with a precision of a microsecond. */
final class Median {
    private Median() {}

    static double of(List<Duration> sample) {
        long[] nanos = sample.stream().mapToLong(Duration::toNanos).sorted().toArray();
        return Math.round(nanos[nanos.length / 2] / 1e3) / 1e3;
    }
}
