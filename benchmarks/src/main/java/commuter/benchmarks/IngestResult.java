package commuter.benchmarks;

/**
 * The result of {@code bin/bench ingest}: rows per second, and their ratios.
 *
 * @param requests rows of the raw part, and requests of the pipeline part
 * @param singleRows rows of the part that sends one at a time
 * @param rawRowsS Strapi's bulk route alone
 * @param pipelineRowsS the reservoir processing a backlog
 * @param singleRowsS Strapi's own create route, one call for each row
 */
record IngestResult(
        int requests,
        int singleRows,
        double rawRowsS,
        double pipelineRowsS,
        double singleRowsS,
        double pipelinePerRaw,
        double pipelinePerSingle,
        Machine machine)
        implements BenchmarkResult {

    static IngestResult of(int requests, int singleRows, double raw, double pipeline, double single, Machine machine) {
        return new IngestResult(
                requests,
                singleRows,
                rounded(raw, 1),
                rounded(pipeline, 1),
                rounded(single, 1),
                rounded(pipeline / raw, 100),
                rounded(pipeline / single, 100),
                machine);
    }

    @Override
    public void print(Report report) {
        report.say("");
        report.say("%-58s %10s", "", "rows/s");
        report.say("%-58s %,10.0f", "raw: the bulk route alone, 1,000 rows a call", rawRowsS);
        report.say("%-58s %,10.0f", "pipeline: request consumed to event on passenger.lifecycle", pipelineRowsS);
        report.say("%-58s %,10.0f", "single: Strapi's own create route, one row a call", singleRowsS);
        report.say("pipeline / raw %.2f, pipeline / single %.1f", pipelinePerRaw, pipelinePerSingle);
        machine.describe(report);
    }

    private static double rounded(double value, int parts) {
        return Math.round(value * parts) / (double) parts;
    }
}
