package commuter.benchmarks;

import picocli.CommandLine.Option;

/** How figures are told; the same for every benchmark. */
final class Output {
    @Option(names = "--json", description = "the figures as one last line of JSON")
    private boolean json;

    void print(Report report, Figures figures) {
        figures.print(report);
        if (json) {
            report.json(figures);
        }
    }
}
