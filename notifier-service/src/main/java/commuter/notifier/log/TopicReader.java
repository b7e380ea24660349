package commuter.notifier.log;

import commuter.notifier.hub.LogPosition;
import commuter.schemas.InvalidRecordException;
import commuter.schemas.UnreadableRecords;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all partitions of one topic on its own thread, without a consumer group: every instance of the service reads
 * everything, and commits no offsets. A record that is malformed, or that no client can read, is logged, counted and
 * skipped. A Kafka error is logged once, and reading is retried until it works. Any other error ends the reading, and
 * remains the {@link #problem}.
 */
final class TopicReader {
    /** Where to begin at start. */
    enum From {
        BEGINNING,
        END
    }

    private static final Logger log = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final String topic;
    private final From from;
    private final Consumer<byte[], byte[]> consumer;
    private final RecordHandler handler;
    private final Counter read;
    private final Counter malformed;
    private final Timer delay;
    private final Thread thread;
    private Map<TopicPartition, Long> ends = Map.of();
    private LogPosition logPosition = LogPosition.of();
    private volatile boolean stopping;
    private volatile boolean caughtUp;
    private volatile @Nullable String problem;

    TopicReader(
            String topic,
            From from,
            Consumer<byte[], byte[]> consumer,
            RecordHandler handler,
            Counter read,
            Counter malformed,
            Timer delay) {
        this.topic = topic;
        this.from = from;
        this.consumer = consumer;
        this.handler = handler;
        this.read = read;
        this.malformed = malformed;
        this.delay = delay;
        this.thread = new Thread(this::run, "read-" + topic);
    }

    void start() {
        thread.start();
    }

    /** Stops reading and waits, for a few seconds at most, until the last record has been processed. */
    void stop() throws InterruptedException {
        stopping = true;
        consumer.wakeup();
        thread.join(STOP.toMillis());
    }

    String topic() {
        return topic;
    }

    /** Whether all partitions are assigned, and all records that existed at start have been read. */
    boolean caughtUp() {
        return caughtUp;
    }

    /** Why nothing can be read at present; null when there is no problem. */
    @Nullable
    String problem() {
        return problem;
    }

    private void run() {
        try (consumer) {
            while (!stopping) {
                step();
            }
        } catch (WakeupException e) {
            // A second wake-up may come while closing; the thread ends in any case.
        } catch (RuntimeException e) {
            // Some of the records may not have been published. To continue after them would hide that.
            problem = e.toString();
            log.error("{} is not read any more; restart this service", topic, e);
        }
    }

    private void step() {
        try {
            if (ends.isEmpty()) {
                assign();
            }
            ConsumerRecords<byte[], byte[]> records = UnreadableRecords.poll(consumer, POLL);
            records.forEach(this::handle);
            advance(records.nextOffsets());
            handler.pause(logPosition);
            caughtUp = caughtUp || reachedEnds();
            problem = null;
        } catch (WakeupException e) {
            // Only stop() wakes the consumer; the loop checks for it.
        } catch (KafkaException e) {
            failed(e);
        }
    }

    private void assign() {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .sorted(Comparator.comparing(TopicPartition::partition))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> found = consumer.endOffsets(partitions);
        if (from == From.BEGINNING) {
            consumer.seekToBeginning(partitions);
        } else {
            found.forEach(consumer::seek);
        }
        logPosition =
                LogPosition.of(partitions.stream().mapToLong(consumer::position).toArray());
        handler.begin(logPosition);
        ends = found;
    }

    /** Includes offsets without a record: transaction markers, and aborted records. */
    private void advance(Map<TopicPartition, OffsetAndMetadata> nextOffsets) {
        nextOffsets.forEach((place, next) -> logPosition = logPosition.with(place.partition(), next.offset()));
    }

    private boolean reachedEnds() {
        return ends.entrySet().stream()
                .allMatch(end -> logPosition.next(end.getKey().partition()) >= end.getValue());
    }

    private void handle(ConsumerRecord<byte[], byte[]> message) {
        read.increment();
        if (caughtUp) {
            delay.record(System.currentTimeMillis() - message.timestamp(), TimeUnit.MILLISECONDS);
        }
        // Nearly every record has a value, and then its headers need not be searched.
        Optional<String> unreadable =
                message.value() == null ? UnreadableRecords.takeReason(message.headers()) : Optional.empty();
        if (unreadable.isPresent()) {
            skip(message, unreadable.get());
            return;
        }
        try {
            handler.handle(message);
        } catch (InvalidRecordException e) {
            skip(message, e.getMessage());
        }
    }

    private void skip(ConsumerRecord<byte[], byte[]> message, @Nullable String reason) {
        malformed.increment();
        log.warn(
                "Skipped a malformed record: {} partition {} offset {}: {}",
                topic,
                message.partition(),
                message.offset(),
                reason);
    }

    private void failed(KafkaException e) {
        if (problem == null) {
            log.warn("Cannot read {}, trying again until it works: {}", topic, e.toString());
        }
        problem = e.toString();
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException interrupt) {
            stopping = true;
            Thread.currentThread().interrupt();
        }
    }
}
