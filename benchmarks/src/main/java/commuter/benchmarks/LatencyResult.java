package commuter.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The result of {@code bin/bench latency}.
 *
 * @param commands that were measured
 * @param perSecond commands published per second
 * @param p50Ms from publishing to the WebSocket frame
 * @param p99Ms from publishing to the WebSocket frame
 * @param stages the stages between them, in order
 */
record LatencyResult(
        int commands, int perSecond, double p50Ms, double p99Ms, double maxMs, List<Stage> stages, Machine machine)
        implements BenchmarkResult {

    /**
     * One stage.
     *
     * @param share of the mean of the total time; all shares add up to 1
     */
    record Stage(String stage, double p50Ms, double p99Ms, double meanMs, double share) {
        private static Stage of(Moment from, Moment to, Durations durations, double wholeMean) {
            return new Stage(
                    (from + "_to_" + to).toLowerCase(Locale.ROOT),
                    durations.percentile(50),
                    durations.percentile(99),
                    Durations.rounded(durations.mean()),
                    Math.round(durations.mean() / wholeMean * 1000) / 1000.0);
        }
    }

    /** @param first the first passenger who counts; those before were for the warm-up */
    static LatencyResult of(Traces traces, int first, int commands, int perSecond, Machine machine) {
        Durations whole = traces.between(Moment.PUBLISHED, Moment.FRAMED, first);
        List<Stage> stages = new ArrayList<>();
        Moment[] moments = Moment.values();
        for (int i = 1; i < moments.length; i++) {
            Durations part = traces.between(moments[i - 1], moments[i], first);
            stages.add(Stage.of(moments[i - 1], moments[i], part, whole.mean()));
        }
        return new LatencyResult(
                commands,
                perSecond,
                whole.percentile(50),
                whole.percentile(99),
                whole.percentile(100),
                stages,
                machine);
    }

    @Override
    public void print(Report report) {
        report.say("");
        report.say("%-22s %8s %8s %8s %7s", "", "p50 ms", "p99 ms", "mean ms", "share");
        for (Stage stage : stages) {
            report.say(
                    "%-22s %8.1f %8.1f %8.1f %6.1f%%",
                    stage.stage().replace("_to_", " to "),
                    stage.p50Ms(),
                    stage.p99Ms(),
                    stage.meanMs(),
                    stage.share() * 100);
        }
        report.say("%-22s %8.1f %8.1f", "published to framed", p50Ms, p99Ms);
        machine.describe(report);
    }
}
