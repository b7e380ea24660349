package commuter.benchmarks;

/** The result of a benchmark; its components are the names in the JSON. */
interface BenchmarkResult {
    void print(Report report);
}
