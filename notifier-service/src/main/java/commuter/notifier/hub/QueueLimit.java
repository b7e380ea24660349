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
 * Says when what waits for all clients takes too much memory, and for whom most of it waits. Frames are counted as the
 * allocator has them, since a frame that many clients wait for is in memory once. Thread-safe.
 */
final class QueueLimit {
    /** Heap that a frame takes in the queue of one client, however short it is and however many share it. */
    private static final long ENTRY = 256;

    /** A client for whom no more waits than this is reading. */
    private static final long LEAST = 128 * 1024;

    private final long limit;
    private final long heapLimit;
    private final ByteBufAllocatorMetric frames = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
    private final Map<Object, Long> entries = new ConcurrentHashMap<>();

    QueueLimit(NotifierSettings settings) {
        limit = settings.queuesSize().toBytes();
        heapLimit = Math.min(limit, Runtime.getRuntime().maxMemory() / 8);
    }

    /** Whether the frames that wait take too much; cheap. */
    boolean isExceeded() {
        return frames.usedDirectMemory() > limit;
    }

    /** Whether the places in the queues take too much. To be called now and then with all clients of a loop. */
    boolean isExceeded(EventExecutor loop, Collection<Client> clients) {
        entries.put(loop, clients.stream().mapToLong(Client::queuedFrames).sum());
        return entries.values().stream().mapToLong(Long::longValue).sum() * ENTRY > heapLimit;
    }

    /** Those of some clients for whom most waits. */
    static Collection<Client> slowest(Collection<Client> clients) {
        long most = clients.stream().mapToLong(Client::queuedBytes).max().orElse(0);
        long much = Math.max(LEAST, most / 2);
        return clients.stream().filter(client -> client.queuedBytes() >= much).toList();
    }
}
