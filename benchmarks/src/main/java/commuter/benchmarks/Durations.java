package commuter.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/** A sample of durations. Immutable. */
final class Durations {
    private static final double NANOS_PER_MILLI = 1e6;

    private final double[] sortedMillis;

    private Durations(double[] sortedMillis) {
        this.sortedMillis = sortedMillis;
    }

    /** A sample of at least one duration. */
    static Durations of(Stream<Duration> durations) {
        double[] millis = durations
                .mapToDouble(duration -> duration.toNanos() / NANOS_PER_MILLI)
                .sorted()
                .toArray();
        return new Durations(millis);
    }

    /** The percentile: the smallest duration, in ms, that this percentage of the sample does not exceed. */
    double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sortedMillis.length);
        return rounded(sortedMillis[Math.max(1, rank) - 1]);
    }

    double mean() {
        return Arrays.stream(sortedMillis).average().orElseThrow();
    }

    static double rounded(double millis) {
        return Math.round(millis * 10) / 10.0;
    }
}
