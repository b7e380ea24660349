package commuter.benchmarks;

import commuter.benchmarks.BoardCommands.Round;
import commuter.standalone.Port;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bin/bench latency}: the time from a command to the dashboards. */
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        header = "Milliseconds from a board command to its WebSocket frame.",
        usageHelpAutoWidth = true,
        description = {
            "Milliseconds from a board command's publishing to its WebSocket frame, at 200 commands a second, from a fresh"
                    + " state; the passengers wait at their stops before the clock starts. Its stages, and when each ends:",
            "  writing  the command is decided, and Strapi's transaction begins (the row's updatedAt)",
            "  landed   the batch is answered, the cache invalidated, and the event written (its record's timestamp)",
            "  encoded  the notifier has read the committed event (the frame's timestamp)",
            "  framed   the frame is with the client"
        })
final class LatencyCommand implements Callable<Integer> {
    private static final int PER_SECOND = 200;
    private static final int WARM_UP_PER_SECOND = 1000;
    private static final int SETTLING = 15;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "how long to publish commands (default: 30)")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "COMMANDS",
            defaultValue = "20000",
            description = "commands that do not count, " + WARM_UP_PER_SECOND + " a second, and then " + SETTLING
                    + " s at the measured pace: until the compilers of the JVMs are done (default: 20000)")
    private int warmUp;

    @Override
    public Integer call() throws Exception {
        common.require("--seconds", seconds, 1, 3600);
        common.require("--warm-up", warmUp, 0, 1_000_000);
        Measurement measurement = common.begin();
        Report report = measurement.report();
        int unmeasured = warmUp + SETTLING * PER_SECOND;
        int measured = seconds * PER_SECOND;
        List<Round> rounds =
                List.of(new Round(warmUp, WARM_UP_PER_SECOND), new Round(SETTLING * PER_SECOND + measured, PER_SECOND));
        try (FreshPipeline pipeline = FreshPipeline.start(
                measurement.folder(), Port.KAFKA, Port.REDIS, Port.STRAPI, Port.RESERVOIR, Port.NOTIFIER)) {
            BoardCommands boardCommands = new BoardCommands(pipeline, rounds);
            report.say("%,d passengers come to their stops ...", unmeasured + measured);
            boardCommands.prepare();
            report.say(
                    "%,d boards to warm up, %d a second; then %d a second, of which the last %d s count ...",
                    warmUp, WARM_UP_PER_SECOND, PER_SECOND, seconds);
            Traces traces = boardCommands.board();
            measurement.end(LatencyResult.of(traces, unmeasured, measured, PER_SECOND, measurement.machine()));
            return 0;
        }
    }
}
