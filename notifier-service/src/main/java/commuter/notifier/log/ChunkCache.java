package commuter.notifier.log;

import commuter.notifier.hub.RetainedLog.Chunk;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Windows of the log that were read recently or are being read, up to a number of bytes. Thread-safe. */
final class ChunkCache {
    private final long limit;
    private final Map<Window, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private record Window(int partition, long number) {}

    private static final class Entry {
        private final CompletableFuture<Chunk> chunk;
        private long bytes;

        Entry(CompletableFuture<Chunk> chunk) {
            this.chunk = chunk;
        }

        /** Whether it contains, or may soon contain, the record at the offset. */
        boolean mayReach(long offset) {
            return !chunk.isDone()
                    || (!chunk.isCompletedExceptionally() && chunk.join().end() > offset);
        }
    }

    ChunkCache(long limit) {
        this.limit = limit;
    }

    /** The window of an offset, loaded if it is missing or ends too early. */
    CompletableFuture<Chunk> get(int partition, long from, Supplier<CompletableFuture<Chunk>> loader) {
        return entry(partition, from, loader)
                .thenCompose(chunk ->
                        chunk.end() > from ? CompletableFuture.completedFuture(chunk) : entry(partition, from, loader));
    }

    private synchronized CompletableFuture<Chunk> entry(
            int partition, long from, Supplier<CompletableFuture<Chunk>> loader) {
        Window window = new Window(partition, from / RetainedLogReader.WINDOW);
        Entry present = entries.get(window);
        if (present != null && present.mayReach(from)) {
            return present.chunk;
        }
        Entry loading = new Entry(loader.get());
        replace(window, loading);
        var unused = loading.chunk.thenAccept(chunk -> weigh(window, loading, chunk));
        return loading.chunk;
    }

    private void replace(Window window, Entry entry) {
        @Nullable Entry old = entries.put(window, entry);
        bytes -= old == null ? 0 : old.bytes;
    }

    private synchronized void weigh(Window window, Entry entry, Chunk chunk) {
        if (entries.get(window) != entry) {
            return;
        }
        entry.bytes =
                chunk.events().stream().mapToLong(event -> event.json().length).sum();
        bytes += entry.bytes;
        Iterator<Entry> leastUsedFirst = entries.values().iterator();
        while (bytes > limit && leastUsedFirst.hasNext()) {
            Entry candidate = leastUsedFirst.next();
            if (candidate != entry && candidate.chunk.isDone()) {
                leastUsedFirst.remove();
                bytes -= candidate.bytes;
            }
        }
    }
}
