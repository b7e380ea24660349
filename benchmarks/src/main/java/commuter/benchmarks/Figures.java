package commuter.benchmarks;

/** What a benchmark found; its components are the names in the JSON. */
interface Figures {
    void print(Report report);
}
