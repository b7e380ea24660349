package commuter.benchmarks;

/**
 * The result of {@code bin/bench reads}. Latencies are medians.
 *
 * @param waiting passengers in each list
 * @param queryMs one query directly to Strapi, slowed down
 * @param scenarioMs three reads of one list that was not cached, one after the other, with Strapi slowed down
 * @param hitP50Ms of one client
 * @param redisGetMs the same list by Redis's own GET
 * @param hitsS hits per second over HTTP, with 20 clients
 * @param directS the same query directly to Strapi, with 20 clients
 * @param coldQueries number of Strapi's queries for 100 readers of a list that was not cached
 */
record ReadsResult(
        int waiting,
        double queryMs,
        double scenarioMs,
        double scenarioPerQuery,
        double hitP50Ms,
        double hit20P50Ms,
        double hit100P50Ms,
        double missP50Ms,
        double miss20P50Ms,
        double miss100P50Ms,
        double redisGetMs,
        double hitsS,
        double directS,
        double hitsPerDirect,
        int coldQueries,
        Machine machine)
        implements BenchmarkResult {

    @Override
    public void print(Report report) {
        report.say("");
        report.say("lists of %d passengers; medians", waiting);
        report.say("%-58s %8.1f ms", "one query straight to Strapi, 300 ms slower", queryMs);
        report.say(
                "%-58s %8.1f ms, %.2f queries",
                "three reads of one cold list, 300 ms slower", scenarioMs, scenarioPerQuery);
        report.say("%-58s %8s %8s %8s", "clients", "1", "20", "100");
        report.say("%-58s %8.2f %8.2f %8.2f ms", "hit", hitP50Ms, hit20P50Ms, hit100P50Ms);
        report.say("%-58s %8.2f %8.2f %8.2f ms", "miss", missP50Ms, miss20P50Ms, miss100P50Ms);
        report.say("%-58s %8.3f ms", "Redis's own GET", redisGetMs);
        report.say("%-58s %,8.0f /s", "hits, 20 clients", hitsS);
        report.say("%-58s %,8.0f /s, %.1f times less", "straight to Strapi, 20 clients", directS, hitsPerDirect);
        report.say("%-58s %8d", "queries of Strapi for 100 readers of a cold list", coldQueries);
        machine.describe(report);
    }
}
