package commuter.reservoir.stream.pacing;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.StreamsMetrics;

/**
 * Delays writes until what they are based on is committed, if that is not in the log. Strapi's answer to a look-up or a
 * conflict is part of later decisions. If those were written before the commit and the task crashed, the replay would
 * ask Strapi again and get its own writes. And an expiry must not be written by an instance that has lost its task.
 * Belongs to the stream thread, which is also the one that commits: so a commit that Kafka Streams has counted since
 * then covers everything that this task had done before.
 */
public final class CommitBarrier {
    private static final double NONE = -1;

    private final DoubleSupplier commits;
    private double raisedAt = NONE;

    /** @param commits number of commits so far */
    CommitBarrier(DoubleSupplier commits) {
        this.commits = commits;
    }

    /**
     * Makes the barrier of a task, on its stream thread. The TopologyTestDriver has no stream thread: there nothing is
     * delayed.
     */
    public static CommitBarrier of(StreamsMetrics metrics) {
        String thread = Thread.currentThread().getName();
        for (Map.Entry<MetricName, ? extends Metric> metric : metrics.metrics().entrySet()) {
            if (countsCommits(metric.getKey(), thread)) {
                return new CommitBarrier(() -> (Double) metric.getValue().metricValue());
            }
        }
        if (thread.contains("-StreamThread-")) {
            throw new IllegalStateException("Kafka Streams counts no commits (metric commit-total) for " + thread);
        }
        return new CommitBarrier(new AtomicInteger()::incrementAndGet);
    }

    public void raise() {
        raisedAt = commits.getAsDouble();
    }

    public boolean isRaised() {
        if (raisedAt != NONE && commits.getAsDouble() > raisedAt) {
            raisedAt = NONE;
        }
        return raisedAt != NONE;
    }

    private static boolean countsCommits(MetricName metric, String thread) {
        return metric.name().equals("commit-total")
                && metric.group().equals("stream-thread-metrics")
                && thread.equals(metric.tags().get("thread-id"));
    }
}
