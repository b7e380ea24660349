package commuter.reservoir.reservoir.client;

import commuter.schemas.CommandResult;
import commuter.schemas.Json;
import commuter.schemas.Topics;
import commuter.schemas.UnreadableRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all results of all partitions on its own thread, without a consumer group: every instance needs every result,
 * so there is nothing to rebalance. It begins a little in the past, so that the latest results are known again after a
 * restart. When {@link #start} returns it has found its positions: no result of a later command can be missed.
 * Thread-safe.
 */
public final class ResultConsumer {
    private static final Logger log = LoggerFactory.getLogger(ResultConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /**
     * The pause between two polls while no caller waits. Reading many records at once costs a fraction of reading each
     * commit separately.
     */
    private static final Duration UNHURRIED = Duration.ofMillis(200);

    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final Supplier<Consumer<byte[], byte[]>> connect;
    private final PendingResults board;
    private final Duration lookBack;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Thread thread = new Thread(this::run, "command-results");
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> current;

    /**
     * @param connect makes a consumer of committed records
     * @param board receives the results, in order for each partition
     */
    public ResultConsumer(Supplier<Consumer<byte[], byte[]>> connect, PendingResults board, Duration lookBack) {
        this.connect = connect;
        this.board = board;
        this.lookBack = lookBack;
        thread.setDaemon(true);
    }

    /** Returns whether the consumer has found its positions within the time. */
    public boolean start(Duration within) throws InterruptedException {
        thread.start();
        return begun.await(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void stop() {
        stopping.countDown();
        Consumer<byte[], byte[]> connected = current;
        if (connected != null) {
            connected.wakeup();
        }
        try {
            thread.join(STOP_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (goesOn()) {
            try (Consumer<byte[], byte[]> consumer = connect.get()) {
                current = consumer;
                begin(consumer);
                while (goesOn()) {
                    read(UnreadableRecords.poll(consumer, POLL));
                    board.awaitCaller(UNHURRIED);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                pause(e);
            }
        }
    }

    /** After a failure it continues at its last positions. */
    private void begin(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.COMMAND_RESULTS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        if (next.isEmpty()) {
            next.putAll(places(consumer, partitions));
        }
        next.forEach(consumer::seek);
        begun.countDown();
    }

    private Map<TopicPartition, Long> places(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> places = new HashMap<>(consumer.endOffsets(partitions));
        long from = Instant.now().minus(lookBack).toEpochMilli();
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, from));
        Map<TopicPartition, OffsetAndTimestamp> earlier = consumer.offsetsForTimes(times);
        earlier.forEach((partition, offset) -> {
            if (offset != null) {
                places.merge(partition, offset.offset(), Math::min);
            }
        });
        return places;
    }

    private void read(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                byte[] value = record.value();
                board.put(Json.read(value, CommandResult.class), value == null ? 0 : value.length);
            } catch (RuntimeException e) {
                // Nothing may end this thread: callers would get no more results.
                log.warn(
                        "Skipped a malformed result, {}-{}@{}: {}",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        e.getMessage());
            }
        }
        records.nextOffsets().forEach((partition, offset) -> next.put(partition, offset.offset()));
    }

    private boolean goesOn() {
        return stopping.getCount() > 0;
    }

    private void pause(RuntimeException e) {
        if (goesOn()) {
            log.warn("Cannot read results, and tries again: {}", e.getMessage());
        }
        try {
            boolean unused = stopping.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
