package commuter.notifier.hub;

import commuter.notifier.NotifierSettings;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.util.concurrent.EventExecutor;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says when the queues of all clients together take too much memory, and which clients have the longest. Frames are
 * counted as the allocator counts them, because a frame for many clients is in memory once. Thread-safe.
 */
final class QueueLimit {
    /** Heap that a frame takes in the queue of one client, for any size and number of clients. */
    private static final long ENTRY = 256;

    /** A client with a queue up to this size reads fast enough. */
    private static final long LEAST = 128 * 1024;

    private final long limit;
    private final long heapLimit;
    private final ByteBufAllocatorMetric frames = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
    private final Map<Object, Long> entries = new ConcurrentHashMap<>();

    QueueLimit(NotifierSettings settings) {
        limit = settings.queuesSize().toBytes();
        heapLimit = Math.min(limit, Runtime.getRuntime().maxMemory() / 8);
    }

    /** Whether the queued frames take too much memory; cheap. */
    boolean isExceeded() {
        return frames.usedDirectMemory() > limit;
    }

    /** Whether the queue entries take too much memory. Must be called regularly with all clients of an event loop. */
    boolean isExceeded(EventExecutor loop, Collection<Client> clients) {
        entries.put(loop, clients.stream().mapToLong(Client::queuedFrames).sum());
        return entries.values().stream().mapToLong(Long::longValue).sum() * ENTRY > heapLimit;
    }

    /** The clients with the longest queues. */
    static Collection<Client> slowest(Collection<Client> clients) {
        long most = clients.stream().mapToLong(Client::queuedBytes).max().orElse(0);
        long much = Math.max(LEAST, most / 2);
        return clients.stream().filter(client -> client.queuedBytes() >= much).toList();
    }
}
