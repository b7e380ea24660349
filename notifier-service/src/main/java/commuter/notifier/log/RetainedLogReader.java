package commuter.notifier.log;

import commuter.notifier.hub.LogEvent;
import commuter.notifier.hub.LogPosition;
import commuter.notifier.hub.RetainedLog;
import commuter.schemas.InvalidRecordException;
import commuter.schemas.Topics;
import commuter.schemas.UnreadableRecords;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads windows of the lifecycle log's partitions, adjacent ones together. Belongs to one thread. */
final class RetainedLogReader implements AutoCloseable {
    /**
     * Offsets in a window. Each window begins at a multiple of this, so that all readers of the past read the same
     * windows.
     */
    static final int WINDOW = 2000;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Consumer<byte[], byte[]> consumer;
    private final Counter read;
    private final Deque<ConsumerRecord<byte[], byte[]>> ahead = new ArrayDeque<>();
    private @Nullable TopicPartition assigned;
    private long next;

    RetainedLogReader(Consumer<byte[], byte[]> consumer, Counter read) {
        this.consumer = consumer;
        this.read = read;
    }

    /** Reads the window of an offset, or the part of it that exists and is retained. */
    RetainedLog.Chunk read(int partition, long from) {
        TopicPartition place = place(partition);
        long kept = consumer.beginningOffsets(List.of(place)).getOrDefault(place, 0L);
        if (from < kept) {
            throw new RetainedLog.RetentionOverException();
        }
        long start = from - from % WINDOW;
        long stop = Math.min(start + WINDOW, consumer.endOffsets(List.of(place)).getOrDefault(place, 0L));
        goTo(place, Math.max(start, kept));
        return new RetainedLog.Chunk(events(place, stop), next);
    }

    LogPosition end(int partitions) {
        List<TopicPartition> places = IntStream.range(0, partitions)
                .mapToObj(RetainedLogReader::place)
                .toList();
        Map<TopicPartition, Long> ends = consumer.endOffsets(places);
        return LogPosition.of(
                places.stream().mapToLong(place -> ends.getOrDefault(place, 0L)).toArray());
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static TopicPartition place(int partition) {
        return new TopicPartition(Topics.LIFECYCLE.name(), partition);
    }

    private void goTo(TopicPartition place, long offset) {
        if (!place.equals(assigned) || offset != next) {
            consumer.assign(List.of(place));
            consumer.seek(place, offset);
            ahead.clear();
            assigned = place;
            next = offset;
        }
    }

    private List<LogEvent> events(TopicPartition place, long stop) {
        List<LogEvent> events = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (next < stop) {
            if (ahead.isEmpty()) {
                UnreadableRecords.poll(consumer, POLL).forEach(ahead::add);
                read.increment(ahead.size());
                if (System.nanoTime() - deadline > 0) {
                    throw new TimeoutException("Nothing more of " + place + " behind " + next);
                }
            }
            while (!ahead.isEmpty() && ahead.element().offset() < stop) {
                ConsumerRecord<byte[], byte[]> message = ahead.remove();
                next = message.offset() + 1;
                event(message).ifPresent(events::add);
            }
            // After the last record there may be transaction markers, which take offsets, too.
            next = ahead.isEmpty() ? Math.min(stop, Math.max(next, consumer.position(place))) : stop;
        }
        return events;
    }

    /** A record that is malformed, or that no client can read, was logged and counted when it was new. */
    private static Optional<LogEvent> event(ConsumerRecord<byte[], byte[]> message) {
        try {
            return Optional.of(EventReader.read(message));
        } catch (InvalidRecordException e) {
            return Optional.empty();
        }
    }
}
