package commuter.benchmarks;

import commuter.benchmarks.fanout.LoadRound;
import commuter.benchmarks.fanout.StalledClients;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code bin/bench fanout}.
 *
 * @param steady 1,000 clients, 50 events a second
 * @param burst 1,000 clients that take batches, 100 events at once
 * @param wide 5,000 clients, 10 events a second
 * @param stalled the effect of 100 of 1,000 clients that do not read on the others
 * @param idleBytesPerConnection memory of the notifier for an idle connection
 */
record FanoutResult(
        @Nullable Load steady,
        @Nullable Load burst,
        @Nullable Load wide,
        StalledClients.@Nullable Effect stalled,
        @Nullable Long idleBytesPerConnection,
        Machine machine)
        implements BenchmarkResult {

    /** Processor time of each server for each delivered event, and the kernel's share of ours; null if not measured. */
    record Load(
            @Nullable Double oursUs,
            @Nullable Double oursKernelUs,
            @Nullable Double bareUs,
            @Nullable Double nchanUs,
            @Nullable Double natsUs,
            @Nullable Double wsUs,
            @Nullable Double socketioUs,
            @Nullable Double oursP50Ms,
            @Nullable Double oursP99Ms,
            @Nullable Long oursFrames) {

        static Load of(Map<String, LoadRound.Cost> costs) {
            LoadRound.Cost ours = costs.get("ours");
            return new Load(
                    us(ours),
                    ours == null ? null : ours.kernelUs(),
                    us(costs.get("bare")),
                    us(costs.get("nchan")),
                    us(costs.get("nats")),
                    us(costs.get("ws")),
                    us(costs.get("socketio")),
                    ours == null ? null : ours.p50Ms(),
                    ours == null ? null : ours.p99Ms(),
                    ours == null ? null : ours.frames());
        }

        private static @Nullable Double us(LoadRound.@Nullable Cost cost) {
            return cost == null ? null : cost.us();
        }
    }

    @Override
    public void print(Report report) {
        report.say("");
        report.say("microseconds of the server's processor time for each event delivered");
        report.say(
                "%-30s %7s %7s %7s %7s %7s %7s %9s %9s",
                "", "ours", "kernel", "bare", "nchan", "nats", "ws", "socket.io", "p99, ours");
        print(report, "1,000 clients, 50 events/s", steady);
        print(report, "1,000 clients, bursts of 100", burst);
        print(report, "5,000 clients, 10 events/s", wide);
        if (stalled != null) {
            report.say(
                    "100 of 1,000 clients stalled: p99 of the others %.2f ms, else %.2f ms; memory grew by %,d bytes",
                    stalled.p99StalledMs(), stalled.p99Ms(), stalled.grownBytes());
        }
        if (idleBytesPerConnection != null) {
            report.say("%-30s %,7d bytes", "an idle connection", idleBytesPerConnection);
        }
        machine.describe(report);
    }

    private static void print(Report report, String what, @Nullable Load load) {
        if (load != null) {
            report.say(
                    "%-30s %7s %7s %7s %7s %7s %7s %9s %6s ms",
                    what,
                    text(load.oursUs),
                    text(load.oursKernelUs),
                    text(load.bareUs),
                    text(load.nchanUs),
                    text(load.natsUs),
                    text(load.wsUs),
                    text(load.socketioUs),
                    text(load.oursP99Ms));
        }
    }

    private static String text(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.2f", value);
    }
}
