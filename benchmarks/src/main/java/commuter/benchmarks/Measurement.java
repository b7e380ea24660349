package commuter.benchmarks;

import commuter.standalone.Checkout;
import java.nio.file.Path;

/**
 * A running benchmark.
 *
 * @param folder for data and logs
 * @param machine its state before
 * @param json whether the results are printed as JSON, too
 */
record Measurement(Report report, Checkout checkout, Path folder, Machine machine, boolean json) {

    void end(BenchmarkResult result) {
        result.print(report);
        if (json) {
            report.json(result);
        }
    }
}
