package commuter.benchmarks;

import commuter.standalone.Checkout;
import commuter.standalone.Pipeline;
import commuter.standalone.Port;
import commuter.standalone.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bin/bench ingest}: passengers per second, compared with the best and the worst that Strapi can do. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        header = "Rows a second: the whole pipeline, beside Strapi alone.",
        usageHelpAutoWidth = true,
        description = {
            "Rows a second, each part from a fresh state:",
            "  raw       Strapi's bulk route alone: one bare client, 1,000 rows a call, prepared before the clock starts",
            "  pipeline  a backlog of spawn requests of 20 routes, published while the reservoir is away: from the first"
                    + " one consumed (its passenger is in the changelog of the reservoir's store) to the last event on"
                    + " passenger.lifecycle, read committed",
            "  single    the stock way: one client and Strapi's own create route, one row a call, on a copy of our Strapi"
                    + " that has this route",
            "For the compilers to be done, raw and pipeline first do as much as --warm-up says, and single its rows once before."
        })
final class IngestCommand implements Callable<Integer> {
    private static final int ROWS_PER_CALL = 1000;
    private static final double NANOS = 1e9;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "200000",
            description = "rows of the raw and of the pipeline part (default: 200000)")
    private int requests;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "400000",
            description = "rows of raw and requests of pipeline before those that count (default: 400000)")
    private int warmUp;

    @Option(
            names = "--single-rows",
            paramLabel = "N",
            defaultValue = "2000",
            description = "rows of the single part (default: 2000)")
    private int singleRows;

    @Override
    public Integer call() throws Exception {
        common.require("--requests", requests, 1, 1_000_000);
        common.require("--warm-up", warmUp, 0, 2_000_000);
        common.require("--single-rows", singleRows, 1, 1_000_000);
        Measurement measurement = common.begin();
        Report report = measurement.report();
        report.say("raw: %,d rows, %,d a call ...", requests, ROWS_PER_CALL);
        double raw = bulk(measurement.folder());
        tell(report, raw);
        report.say("pipeline: a backlog of %,d spawn requests of %d routes ...", requests, Workload.ROUTES);
        double pipeline = backlog(measurement.folder());
        tell(report, pipeline);
        report.say("single: %,d rows, one a call ...", singleRows);
        double single = single(measurement);
        tell(report, single);
        measurement.end(IngestResult.of(requests, singleRows, raw, pipeline, single, measurement.machine()));
        return 0;
    }

    /** Printed at once, because the whole benchmark takes minutes. */
    private static void tell(Report report, double rowsPerSecond) {
        report.say("  %,.0f rows/s", rowsPerSecond);
    }

    private double bulk(Path folder) throws IOException, InterruptedException {
        try (FreshPipeline strapi = FreshPipeline.start(folder, Port.STRAPI)) {
            StrapiRoute route = StrapiRoute.bulk(strapi.parts());
            long unused = route.post(StrapiRoute.bulkBodies(0, warmUp, ROWS_PER_CALL));
            long nanos = route.post(StrapiRoute.bulkBodies(warmUp, warmUp + requests, ROWS_PER_CALL));
            strapi.requireRows((long) warmUp + requests);
            return requests * NANOS / nanos;
        }
    }

    private double backlog(Path folder) throws IOException {
        try (FreshPipeline pipeline =
                FreshPipeline.start(folder, Port.KAFKA, Port.REDIS, Port.STRAPI, Port.RESERVOIR)) {
            Backlog backlog = new Backlog(pipeline, warmUp, requests);
            backlog.publish();
            long nanos = backlog.workOff();
            pipeline.requireRows((long) warmUp + requests);
            return requests * NANOS / nanos;
        }
    }

    private double single(Measurement measurement) throws IOException, InterruptedException {
        Path folder = measurement.folder();
        Checkout stock = StockStrapi.copy(measurement.checkout().strapi(), folder.resolveSibling("stock-strapi"));
        try (FreshPipeline strapi = FreshPipeline.start(Pipeline.builder()
                .checkout(stock)
                .data(folder, true)
                .ports(Ports.free())
                .only(Port.STRAPI))) {
            StrapiRoute route = StrapiRoute.create(strapi.parts());
            long unused = route.post(StrapiRoute.createBodies(0, singleRows));
            long nanos = route.post(StrapiRoute.createBodies(singleRows, 2 * singleRows));
            strapi.requireRows(2L * singleRows);
            return singleRows * NANOS / nanos;
        }
    }
}
