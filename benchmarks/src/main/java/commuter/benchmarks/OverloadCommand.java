package commuter.benchmarks;

import commuter.benchmarks.Commits.Count;
import commuter.benchmarks.OverloadResult.Burst;
import commuter.schemas.SpawnRequest;
import commuter.schemas.Topics;
import commuter.standalone.Pipeline;
import commuter.standalone.Port;
import commuter.standalone.Ports;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bin/bench overload}: whether an overloaded machine gets slower with more work. */
@Command(
        name = "overload",
        mixinStandardHelpOptions = true,
        header = "Seconds for a burst while other programs use all processors.",
        usageHelpAutoWidth = true,
        description = {
            "Seconds from a burst of spawn requests to its last event on passenger.lifecycle, while other programs use all"
                    + " processors, from a fresh state:",
            "  one   with one reservoir",
            "  many  with several on this machine, which have the same processors between them"
        })
final class OverloadCommand implements Callable<Integer> {
    private static final double NANOS = 1e9;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "5000",
            description = "of each burst (default: 5000)")
    private int requests;

    @Option(names = "--bursts", paramLabel = "N", defaultValue = "3", description = "one after another (default: 3)")
    private int bursts;

    @Option(
            names = "--instances",
            paramLabel = "N",
            defaultValue = "3",
            description = "reservoirs of the second part (default: 3)")
    private int instances;

    @Option(
            names = "--busy",
            paramLabel = "N",
            defaultValue = "4",
            description = "programs that do nothing but use a processor each (default: 4)")
    private int busy;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "20000",
            description = "requests before those that count, without the other programs (default: 20000)")
    private int warmUp;

    @Override
    public Integer call() throws Exception {
        common.require("--requests", requests, 1, 1_000_000);
        common.require("--bursts", bursts, 1, 100);
        common.require("--instances", instances, 1, 12);
        common.require("--busy", busy, 0, 100);
        common.require("--warm-up", warmUp, 0, 1_000_000);
        Measurement measurement = common.begin();
        List<Burst> one = measure(measurement, 1);
        List<Burst> many = measure(measurement, instances);
        measurement.end(OverloadResult.of(requests, busy, instances, one, many, measurement.machine()));
        return 0;
    }

    private List<Burst> measure(Measurement measurement, int reservoirs) throws IOException, InterruptedException {
        Report report = measurement.report();
        report.say("%d reservoir(s), %d busy programs, bursts of %,d ...", reservoirs, busy, requests);
        try (FreshPipeline pipeline = FreshPipeline.start(Pipeline.builder()
                        .data(measurement.folder(), true)
                        .ports(Ports.free())
                        .only(Port.KAFKA, Port.REDIS, Port.STRAPI, Port.RESERVOIR)
                        .setting(Port.RESERVOIR, Commits.SETTING, "true"));
                MoreReservoirs more = new MoreReservoirs(pipeline.parts(), reservoirs - 1)) {
            Commits commits = new Commits(more.urls());
            double unused = burst(pipeline, 0, warmUp);
            List<Burst> found = new ArrayList<>();
            BusyPrograms programs = new BusyPrograms(busy);
            try (programs) {
                for (int n = 0; n < bursts; n++) {
                    Count before = commits.count();
                    double seconds = burst(pipeline, warmUp + n * requests, requests);
                    Burst burst = new Burst(seconds, commits.count().since(before));
                    report.say("  %.1f s, %d commits", burst.seconds(), burst.commits());
                    found.add(burst);
                }
            }
            pipeline.requireRows((long) warmUp + (long) bursts * requests);
            return found;
        }
    }

    /**
     * Returns the seconds from the first request's publishing to the last event, as read by a consumer with
     * read_committed.
     */
    private static double burst(FreshPipeline pipeline, int first, int number) {
        String servers = pipeline.parts().bootstrapServers();
        try (Follower events = Follower.ofManyEvents(servers);
                RecordPublisher recordPublisher = new RecordPublisher(servers)) {
            long start = System.nanoTime();
            for (int n = first; n < first + number; n++) {
                SpawnRequest request = Workload.request(n);
                recordPublisher.send(Topics.SPAWN_REQUESTS, request.reservoir(), request);
            }
            recordPublisher.flush();
            for (int seen = 0; seen < number; seen += events.poll().size()) {
                pipeline.requireAlive();
            }
            return (System.nanoTime() - start) / NANOS;
        }
    }
}
