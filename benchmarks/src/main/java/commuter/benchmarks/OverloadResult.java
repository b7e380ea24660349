package commuter.benchmarks;

import java.util.List;

/**
 * The result of {@code bin/bench overload}.
 *
 * @param requests of each burst
 * @param busy other programs that used a processor each
 * @param instances reservoirs of the second part
 * @param oneS seconds from a burst to its last event with one reservoir, median
 * @param manyS the same with several reservoirs
 * @param manyPerOne ratio of the time with several to the time with one
 * @param oneRequestsPerCommit requests in each commit of one reservoir
 * @param manyRequestsPerCommit the same with several
 */
record OverloadResult(
        int requests,
        int busy,
        int instances,
        double oneS,
        double manyS,
        double manyPerOne,
        double oneRequestsPerCommit,
        double manyRequestsPerCommit,
        Machine machine)
        implements BenchmarkResult {

    /**
     * One burst.
     *
     * @param seconds from its first request's publishing to its last event
     * @param commits of all stream threads meanwhile
     */
    record Burst(double seconds, long commits) {}

    static OverloadResult of(
            int requests, int busy, int instances, List<Burst> one, List<Burst> many, Machine machine) {
        double oneS = medianSeconds(one);
        double manyS = medianSeconds(many);
        return new OverloadResult(
                requests,
                busy,
                instances,
                rounded(oneS),
                rounded(manyS),
                rounded(manyS / oneS),
                rounded(perCommit(requests, one)),
                rounded(perCommit(requests, many)),
                machine);
    }

    @Override
    public void print(Report report) {
        report.say("");
        report.say("%-34s %10s %20s", "", "seconds", "requests a commit");
        report.say("%-34s %10.1f %20.0f", "one reservoir", oneS, oneRequestsPerCommit);
        report.say("%-34s %10.1f %20.0f", instances + " reservoirs", manyS, manyRequestsPerCommit);
        report.say("many / one %.2f", manyPerOne);
        machine.describe(report);
    }

    private static double medianSeconds(List<Burst> bursts) {
        double[] seconds = bursts.stream().mapToDouble(Burst::seconds).sorted().toArray();
        return seconds[seconds.length / 2];
    }

    private static double perCommit(int requests, List<Burst> bursts) {
        long commits = bursts.stream().mapToLong(Burst::commits).sum();
        return (double) requests * bursts.size() / Math.max(1, commits);
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
