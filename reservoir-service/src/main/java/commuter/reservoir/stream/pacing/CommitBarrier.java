package commuter.reservoir.stream.pacing;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.StreamsMetrics;

/**
 * Holds writes back until what they rest on is committed, if that is not in the log. What Strapi says, about a
 * passenger who was looked up or in a conflict, is part of later decisions; if those were written first and the task
 * crashed, the replay would ask Strapi again and find its own work there. And an expiry must not be written by an
 * instance that has lost its task. Belongs to the stream thread, which is also the one that commits: so a commit that
 * Kafka Streams has counted since covers all that this task has done until then.
 */
public final class CommitBarrier {
    private static final double NONE = -1;

    private final DoubleSupplier commits;
    private double raisedAt = NONE;

    /** @param commits how many commits there have been */
    CommitBarrier(DoubleSupplier commits) {
        this.commits = commits;
    }

    /**
     * Makes the barrier of a task, on its stream thread. The test driver has no such thread: there nothing is held
     * back.
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
