package commuter.benchmarks;

import commuter.standalone.Checkout;
import commuter.standalone.Port;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bin/bench latency}: how long a command takes to the dashboards. */
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = {
            "Milliseconds from a board command's publishing to its WebSocket frame, at 200 commands a second, from a fresh"
                    + " state; the passengers wait at their stops before the clock starts. The stages end when",
            "  decided  the passenger has boarded in the changelog of the reservoir's store, not yet committed",
            "  writing  Strapi's transaction begins (the row's updatedAt)",
            "  landed   the reservoir has the answer, the cache is told, and the event is written (its record's timestamp)",
            "  encoded  the notifier has read the committed event (the frame's timestamp)",
            "  framed   the frame is with the client"
        })
final class LatencyCommand implements Callable<Integer> {
    private static final int PER_SECOND = 200;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private Output output = new Output();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "how long to publish commands (default: 30)")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "how long to publish commands before, at the same pace, that do not count (default: 10)")
    private int warmUp;

    @Override
    public Integer call() throws Exception {
        Options.require(spec, "--seconds", seconds, 1, 3600);
        Options.require(spec, "--warm-up", warmUp, 0, 3600);
        Report report = new Report(spec.commandLine().getOut());
        Path folder = Checkout.find().root().resolve("target/bench/latency");
        report.say("Data and logs: %s", folder);
        Machine machine = Machine.now();
        int passengers = (warmUp + seconds) * PER_SECOND;
        try (FreshPipeline pipeline =
                FreshPipeline.start(folder, Port.KAFKA, Port.REDIS, Port.STRAPI, Port.RESERVOIR, Port.NOTIFIER)) {
            Boarding boarding = new Boarding(pipeline, passengers);
            report.say("%,d passengers come to their stops ...", passengers);
            boarding.prepare();
            report.say(
                    "%d boards a second for %d s, the first %d s to warm up ...", PER_SECOND, warmUp + seconds, warmUp);
            Traces traces = boarding.board(PER_SECOND);
            int first = warmUp * PER_SECOND;
            output.print(report, LatencyFigures.of(traces, first, passengers - first, PER_SECOND, machine));
            return 0;
        }
    }
}
