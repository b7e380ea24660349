package commuter.benchmarks.fanout;

/** A histogram of latencies, in steps of 20 microseconds up to two seconds. */
final class Latencies {
    private static final int STEP_US = 20;
    private static final int STEPS = 100_000;

    private final int[] counts = new int[STEPS];
    private long total;

    void add(long micros) {
        counts[(int) Math.max(0, Math.min(STEPS - 1, micros / STEP_US))]++;
        total++;
    }

    long total() {
        return total;
    }

    /** In milliseconds; 0 when there is none. */
    double percentile(double percent) {
        long rank = (long) Math.ceil(total * percent / 100);
        long seen = 0;
        for (int i = 0; i < STEPS; i++) {
            seen += counts[i];
            if (seen >= rank && total > 0) {
                return (i + 1) * STEP_US / 1000.0;
            }
        }
        return 0;
    }
}
