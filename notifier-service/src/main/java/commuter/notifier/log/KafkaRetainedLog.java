package commuter.notifier.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.access.topics.TopicSettings;
import commuter.notifier.NotifierSettings;
import commuter.notifier.hub.CursorCodec;
import commuter.notifier.hub.LogPosition;
import commuter.notifier.hub.RetainedLog;
import commuter.schemas.ReservoirId;
import commuter.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The lifecycle log as Kafka retains it, read by one thread. Windows that were read recently are cached, and one read
 * serves all callers who ask for the same window: if a thousand clients come back at once, their past is read once.
 */
@Component
final class KafkaRetainedLog implements RetainedLog {
    private final Consumers consumers;
    private final int partitions;
    private final Counter read;
    private final ChunkCache chunks;
    private @Nullable ExecutorService thread;
    private @Nullable RetainedLogReader reader;
    private @Nullable CursorCodec cursors;
    private @Nullable CompletableFuture<LogPosition> endToBeRead;

    KafkaRetainedLog(Consumers consumers, NotifierSettings settings, TopicSettings topics, MeterRegistry registry) {
        this.consumers = consumers;
        this.partitions = topics.partitions();
        this.chunks = new ChunkCache(settings.memory().toBytes());
        this.read = Counter.builder("commuter.notifier.past.records")
                .description("Records read again for clients that come back")
                .register(registry);
    }

    /** @param logId the identity of the topic */
    synchronized void start(String logId) {
        cursors = new CursorCodec(logId, partitions);
        reader = new RetainedLogReader(consumers.createForThePast("past"), read);
        thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "read-past"));
    }

    synchronized void stop() throws InterruptedException {
        if (thread != null && reader != null) {
            thread.execute(reader::close);
            thread.shutdown();
            boolean unused = thread.awaitTermination(5, TimeUnit.SECONDS);
        }
    }

    synchronized CursorCodec cursors() {
        return started(cursors);
    }

    @Override
    public int partitionOf(ReservoirId reservoir) {
        return Topics.partitionOf(reservoir.toString().getBytes(UTF_8), partitions);
    }

    @Override
    public CompletableFuture<Chunk> read(int partition, long from) {
        return chunks.get(partition, from, () -> onThread(() -> started(reader).read(partition, from)));
    }

    @Override
    public synchronized CompletableFuture<LogPosition> end() {
        if (endToBeRead == null) {
            endToBeRead = onThread(this::readEnd);
        }
        return endToBeRead;
    }

    private LogPosition readEnd() {
        synchronized (this) {
            // Callers who ask from now on may need later records than those that are about to be read.
            endToBeRead = null;
        }
        return started(reader).end(partitions);
    }

    private synchronized <T> CompletableFuture<T> onThread(Supplier<T> action) {
        return CompletableFuture.supplyAsync(action, started(thread));
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("Not started");
        }
        return part;
    }
}
