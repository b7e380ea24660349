package commuter.benchmarks;

/** What a benchmark found; its components are the names in the JSON. */
interface BenchmarkResult {
    void print(Report report);
}
