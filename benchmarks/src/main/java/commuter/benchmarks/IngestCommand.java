package commuter.benchmarks;

import commuter.standalone.Checkout;
import commuter.standalone.Port;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bin/bench ingest}: how many passengers a second, beside the best and the worst that Strapi can do. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = {
            "Rows a second, each part from a fresh state:",
            "  raw       Strapi's bulk route alone: one bare client, 1,000 rows a call, prepared before the clock starts",
            "  pipeline  a backlog of spawn requests of 20 routes, published while the reservoir is away: from the first"
                    + " one consumed (its passenger is in the changelog of the reservoir's store) to the last event on"
                    + " passenger.lifecycle, read committed",
            "  single    one client that sends the bulk route one row a call; Strapi's stock create route is closed here"
        })
final class IngestCommand implements Callable<Integer> {
    private static final int ROWS_PER_CALL = 1000;
    private static final double NANOS = 1e9;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private Output output = new Output();

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "200000",
            description = "rows of the raw and of the pipeline part (default: 200000)")
    private int requests;

    @Option(
            names = "--single-rows",
            paramLabel = "N",
            defaultValue = "2000",
            description = "rows of the single part (default: 2000)")
    private int singleRows;

    @Override
    public Integer call() throws Exception {
        Options.require(spec, "--requests", requests, 1, 1_000_000);
        Options.require(spec, "--single-rows", singleRows, 1, 1_000_000);
        Report report = new Report(spec.commandLine().getOut());
        Path folder = Checkout.find().root().resolve("target/bench/ingest");
        report.say("Data and logs: %s", folder);
        Machine machine = Machine.now();
        report.say("raw: %,d rows, %,d a call ...", requests, ROWS_PER_CALL);
        double raw = strapiAlone(folder, requests, ROWS_PER_CALL);
        tell(report, raw);
        report.say("pipeline: a backlog of %,d spawn requests of %d routes ...", requests, Workload.ROUTES);
        double pipeline = backlog(folder);
        tell(report, pipeline);
        report.say("single: %,d rows, one a call ...", singleRows);
        double single = strapiAlone(folder, singleRows, 1);
        tell(report, single);
        output.print(report, IngestFigures.of(requests, singleRows, raw, pipeline, single, machine));
        return 0;
    }

    /** At once, because the whole takes minutes. */
    private static void tell(Report report, double rowsPerSecond) {
        report.say("  %,.0f rows/s", rowsPerSecond);
    }

    private static double strapiAlone(Path folder, int rows, int rowsPerCall) throws IOException, InterruptedException {
        List<byte[]> bodies = BulkRoute.bodies(rows, rowsPerCall);
        try (FreshPipeline strapi = FreshPipeline.start(folder, Port.STRAPI)) {
            BulkRoute route = new BulkRoute(
                    strapi.parts().url(Port.STRAPI), strapi.parts().strapiToken());
            long nanos = route.post(bodies);
            strapi.requireRows(rows);
            return rows * NANOS / nanos;
        }
    }

    private double backlog(Path folder) throws IOException {
        try (FreshPipeline pipeline =
                FreshPipeline.start(folder, Port.KAFKA, Port.REDIS, Port.STRAPI, Port.RESERVOIR)) {
            Backlog backlog = new Backlog(pipeline, requests);
            backlog.publish();
            long nanos = backlog.workOff();
            pipeline.requireRows(requests);
            return requests * NANOS / nanos;
        }
    }
}
