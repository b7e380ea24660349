package commuter.benchmarks;

import commuter.standalone.Checkout;
import java.nio.file.Path;

/**
 * A benchmark that is under way.
 *
 * @param folder for data and logs
 * @param machine as it was before
 * @param json whether the results are to be told as JSON, too
 */
record Measurement(Report report, Checkout checkout, Path folder, Machine machine, boolean json) {

    void end(BenchmarkResult result) {
        result.print(report);
        if (json) {
            report.json(result);
        }
    }
}
