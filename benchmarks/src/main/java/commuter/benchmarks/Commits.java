package commuter.benchmarks;

import commuter.standalone.net.Http;
import java.io.IOException;
import java.util.List;

/** The number of commits of the reservoirs' stream threads, from their own metrics. */
record Commits(List<String> reservoirUrls) {
    /** Adds Kafka's own metrics, which the reservoir leaves out by default. */
    static final String SETTING = "management.metrics.enable.kafka";

    private static final String COMMITS = "kafka_stream_thread_commit_total";

    /** The number of commits since the reservoirs started. */
    record Count(long commits) {
        long since(Count before) {
            return commits - before.commits;
        }
    }

    Count count() throws IOException {
        double sum = 0;
        for (String url : reservoirUrls) {
            sum += Http.text(url + "/actuator/prometheus")
                    .lines()
                    .filter(line -> line.startsWith(COMMITS))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
        return new Count(Math.round(sum));
    }
}
