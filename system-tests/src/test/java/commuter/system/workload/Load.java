package commuter.system.workload;

import commuter.system.support.KafkaClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Keeps a workload running until it is closed, at a rate that leaves the machine time for other things. */
public final class Load {
    private static final long NANOS_BETWEEN_REQUESTS = TimeUnit.SECONDS.toNanos(1) / 80;

    private final TestWorkload testWorkload;
    private final KafkaClient kafka;
    private final CompletableFuture<Void> publishing;
    private volatile boolean ended;

    private Load(TestWorkload testWorkload, KafkaClient kafka) {
        this.testWorkload = testWorkload;
        this.kafka = kafka;
        this.publishing = CompletableFuture.runAsync(this::publish);
    }

    public static Load start(TestWorkload testWorkload, KafkaClient kafka) {
        return new Load(testWorkload, kafka);
    }

    /** Sends the rest that belongs to the last requests; returns when Kafka has all of it. */
    public void end() {
        ended = true;
        publishing.join();
    }

    private void publish() {
        long due = System.nanoTime();
        while (!ended) {
            testWorkload.next(kafka);
            due += NANOS_BETWEEN_REQUESTS;
            LockSupport.parkNanos(due - System.nanoTime());
        }
        testWorkload.finish(kafka);
    }
}
