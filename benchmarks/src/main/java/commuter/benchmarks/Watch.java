package commuter.benchmarks;

import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hands what a follower reads to a listener, on a thread of its own, until it is closed. */
final class Watch implements AutoCloseable {
    private final Thread thread;
    private volatile boolean closed;

    Watch(Follower follower, Consumer<ConsumerRecord<byte[], byte[]>> listener) {
        thread = new Thread(() -> follow(follower, listener), "watch");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(Follower follower, Consumer<ConsumerRecord<byte[], byte[]>> listener) {
        try (follower) {
            while (!closed) {
                follower.poll().forEach(listener);
            }
        }
    }
}
