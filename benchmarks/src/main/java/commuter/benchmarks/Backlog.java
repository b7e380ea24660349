package commuter.benchmarks;

import commuter.schemas.SpawnRequest;
import commuter.schemas.Topics;
import commuter.standalone.Pipeline;
import commuter.standalone.Port;
import java.util.concurrent.CompletableFuture;

/** The reservoir processing spawn requests that were published while it was down. */
final class Backlog {
    private final FreshPipeline pipeline;
    private final Pipeline parts;
    private final int warmUp;
    private final int requests;

    /** @param warmUp requests that are processed before the clock starts */
    Backlog(FreshPipeline pipeline, int warmUp, int requests) {
        this.pipeline = pipeline;
        this.parts = pipeline.parts();
        this.warmUp = warmUp;
        this.requests = requests;
    }

    /** Publishes the requests while the reservoir is down; returns when Kafka has them all. */
    void publish() {
        parts.part(Port.RESERVOIR).stop();
        try (RecordPublisher recordPublisher = new RecordPublisher(parts.bootstrapServers())) {
            for (int n = 0; n < warmUp + requests; n++) {
                SpawnRequest request = Workload.request(n);
                recordPublisher.send(Topics.SPAWN_REQUESTS, request.reservoir(), request);
            }
            recordPublisher.flush();
        }
    }

    /**
     * Starts the reservoir and waits for the last event.
     *
     * @return the nanoseconds from the first request consumed after the warm-up to the last event on the ordered log,
     *     as read by a consumer with read_committed. A request is consumed when its passenger appears in the changelog
     *     of the reservoir's store.
     */
    long workOff() {
        String bootstrapServers = parts.bootstrapServers();
        try (Follower decisions = Follower.ofDecisions(bootstrapServers);
                Follower events = Follower.ofManyEvents(bootstrapServers)) {
            CompletableFuture<Void> started =
                    CompletableFuture.runAsync(() -> parts.part(Port.RESERVOIR).start());
            await(warmUp + 1, decisions, started);
            long start = System.nanoTime();
            await(warmUp + requests, events, started);
            long end = System.nanoTime();
            started.join();
            return end - start;
        }
    }

    private void await(int records, Follower topic, CompletableFuture<Void> started) {
        for (int seen = 0; seen < records; seen += topic.poll().size()) {
            requireAlive(started);
        }
    }

    private void requireAlive(CompletableFuture<Void> started) {
        pipeline.requireAlive();
        if (started.isCompletedExceptionally()) {
            started.join();
        }
    }
}
