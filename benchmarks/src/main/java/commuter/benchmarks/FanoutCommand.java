package commuter.benchmarks;

import commuter.benchmarks.fanout.IdleConnections;
import commuter.benchmarks.fanout.LoadRound;
import commuter.benchmarks.fanout.NotifierServer;
import commuter.benchmarks.fanout.Peers;
import commuter.benchmarks.fanout.Server;
import commuter.benchmarks.fanout.StalledClients;
import commuter.standalone.Pipeline;
import commuter.standalone.Port;
import commuter.standalone.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bin/bench fanout}: the cost of sending one event to thousands of clients. */
@Command(
        name = "fanout",
        mixinStandardHelpOptions = true,
        header = "Processor time for an event on a WebSocket, beside other servers.",
        usageHelpAutoWidth = true,
        description = {
            "Processor time of the notifier for each event delivered over a WebSocket, fed from Kafka, beside servers that are fed"
                    + " directly: a bare loop that sends, ws and Socket.IO, and where they are installed Nchan (libnginx-mod-nchan)"
                    + " and NATS (nats-server). The clients understand permessage-deflate, which only the notifier makes use of:",
            "  steady  1,000 clients, 50 events a second",
            "  burst   1,000 clients that take batches, 100 events at once, once a second",
            "  wide    5,000 clients, 10 events a second",
            "  stalled what 100 of 1,000 clients of the notifier who do not read do to the others",
            "  idle    memory of the notifier for each of 20,000 connections on which nothing happens"
        })
final class FanoutCommand implements Callable<Integer> {
    private enum Part {
        STEADY,
        BURST,
        WIDE,
        STALLED,
        IDLE;

        /** The load; null if nothing is sent. */
        Optional<LoadRound> round() {
            return switch (this) {
                case STEADY -> Optional.of(new LoadRound(1000, 1, 50));
                case BURST -> Optional.of(new LoadRound(1000, 100, 1));
                case WIDE -> Optional.of(new LoadRound(5000, 1, 10));
                case STALLED, IDLE -> Optional.empty();
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            defaultValue = "steady,burst,wide,stalled,idle",
            description = "parts to measure (default: all)")
    @SuppressWarnings("NullAway.Init")
    private List<Part> only;

    @Option(
            names = "--servers",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "ours,bare,nchan,nats,ws,socketio",
            description = "servers to measure (default: all)")
    @SuppressWarnings("NullAway.Init")
    private List<String> servers;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "how long to measure each (default: 10)")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "how long to load each before (default: 60)")
    private int warmUp;

    @Option(
            names = "--idle-connections",
            paramLabel = "N",
            defaultValue = "20000",
            description = "connections on which nothing happens (default: 20000)")
    private int idleConnections;

    @Override
    public Integer call() throws Exception {
        common.require("--seconds", seconds, 2, 600);
        common.require("--warm-up", warmUp, 0, 600);
        common.require("--idle-connections", idleConnections, 1, 25_000);
        Measurement measurement = common.begin();
        Report report = measurement.report();
        Path folder = measurement.folder();
        Map<Part, Map<String, LoadRound.Cost>> costs = new EnumMap<>(Part.class);
        Alone alone = servers.contains("ours") ? ours(report, folder.resolve("ours"), costs) : new Alone(null, null);
        Peers peers = new Peers(measurement.checkout().root().resolve("benchmarks/peers"), folder.resolve("peers"));
        for (String name : servers) {
            if (!name.equals("ours")) {
                measurePeer(report, peers, name, costs);
            }
        }
        measurement.end(new FanoutResult(
                load(costs, Part.STEADY),
                load(costs, Part.BURST),
                load(costs, Part.WIDE),
                alone.stalled(),
                alone.idle(),
                measurement.machine()));
        return 0;
    }

    /** Measurements for the notifier only. */
    private record Alone(
            StalledClients.@Nullable Effect stalled,
            @Nullable Long idle) {}

    private Alone ours(Report report, Path folder, Map<Part, Map<String, LoadRound.Cost>> costs)
            throws IOException, InterruptedException {
        Ports ports = Ports.free().chosen();
        try (FreshPipeline pipeline = FreshPipeline.start(Pipeline.builder()
                        .data(folder, true)
                        .ports(ports)
                        .only(Port.KAFKA, Port.NOTIFIER)
                        // So that stalled clients are closed within the measured time.
                        .setting(Port.NOTIFIER, "commuter.notifier.queue-size", "256KB")
                        // The clients here do not answer pings, and no other server sends them.
                        .setting(Port.NOTIFIER, "commuter.notifier.ping-interval", "1h")
                        .setting(Port.NOTIFIER, "commuter.notifier.max-connections", "30000")
                        .setting(Port.NOTIFIER, "commuter.notifier.max-connections-per-address", "30000"));
                NotifierServer server = new NotifierServer(
                        ports.of(Port.NOTIFIER), pipeline.parts().bootstrapServers(), notifier())) {
            // In a notifier that was just started.
            Long idle = only.contains(Part.IDLE) ? IdleConnections.bytesPerConnection(server, idleConnections) : null;
            measure(report, server, costs);
            StalledClients.Effect stalled =
                    only.contains(Part.STALLED) ? StalledClients.measure(server, warmUp, seconds) : null;
            return new Alone(stalled, idle);
        }
    }

    private void measurePeer(Report report, Peers peers, String name, Map<Part, Map<String, LoadRound.Cost>> costs)
            throws IOException, InterruptedException {
        Optional<Server> peer;
        try {
            peer = peers.start(name);
        } catch (IOException e) {
            report.say("%s is left out: %s", name, e);
            return;
        }
        if (peer.isEmpty()) {
            report.say("%s is not installed", name);
            return;
        }
        try (Server server = peer.get()) {
            measure(report, server, costs);
        }
    }

    private void measure(Report report, Server server, Map<Part, Map<String, LoadRound.Cost>> costs)
            throws IOException, InterruptedException {
        for (Part part : only) {
            Optional<LoadRound> loadRound = part.round();
            if (loadRound.isPresent()) {
                LoadRound.Cost cost = loadRound.get().measure(server, warmUp, seconds);
                report.say(
                        "%-8s %-8s %6.2f us (kernel %.2f), p50 %.1f ms, p99 %.1f ms, %,d frames%s",
                        part,
                        server.name(),
                        cost.us(),
                        cost.kernelUs(),
                        cost.p50Ms(),
                        cost.p99Ms(),
                        cost.frames(),
                        remark(cost.missing()));
                costs.computeIfAbsent(part, any -> new HashMap<>()).put(server.name(), cost);
            }
        }
    }

    /** Some servers are still busy with the warm-up when the measurement begins. */
    private static String remark(long missing) {
        if (missing == 0) {
            return "";
        }
        return missing > 0 ? ", " + missing + " events missing" : ", " + -missing + " events of the warm-up came late";
    }

    /** The process of the notifier's jar, which the pipeline has started. */
    private static ProcessHandle notifier() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("notifier-service"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The notifier's process is not to be found"));
    }

    private static FanoutResult.@Nullable Load load(Map<Part, Map<String, LoadRound.Cost>> costs, Part part) {
        Map<String, LoadRound.Cost> measured = costs.get(part);
        return measured == null ? null : FanoutResult.Load.of(measured);
    }
}
