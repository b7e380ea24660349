package commuter.reservoir.deadletters;

import static commuter.schemas.DeadLetterHeaders.REASON;
import static commuter.schemas.DeadLetterHeaders.REPLAY_OF;
import static commuter.schemas.DeadLetterHeaders.SOURCE_OFFSET;
import static commuter.schemas.DeadLetterHeaders.SOURCE_PARTITION;
import static commuter.schemas.DeadLetterHeaders.SOURCE_TOPIC;
import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.DeadLetterHeaders;
import commuter.schemas.Topics;
import commuter.schemas.UnreadableRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The topic of dead letters, which also stores which of them were sent again.
 *
 * <p>A replay writes a marker after its letter, in the same partition. A marker is a record without a value and without
 * the headers of an origin; its header {@code replay_of} is the letter's offset. A committed offset of a consumer group
 * could not tell single letters apart, and the records of a separate topic would outlive the letters. A marker is as
 * old as its replay, is deleted by retention soon after its letter, and is written in the same transaction that sends
 * the letter.
 */
final class DeadLetterTopic {
    private static final String TOPIC = Topics.DEAD_LETTERS.name();
    private static final Pattern OFFSET = Pattern.compile("\\d{1,18}");
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Consumer<byte[], byte[]> consumer;

    /** @param consumer reads committed records only; belongs to this object's user */
    DeadLetterTopic(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** All matching letters, oldest first, with the time of their replay if there was one. */
    List<DeadLetter> letters(Predicate<DeadLetter> matching) {
        Map<DeadLetterPosition, DeadLetter> letters = new TreeMap<>(
                Comparator.comparingInt(DeadLetterPosition::partition).thenComparingLong(DeadLetterPosition::offset));
        Map<DeadLetterPosition, Instant> replays = new HashMap<>();
        readAll(record -> {
            Optional<DeadLetterPosition> replayed = replayed(record);
            if (replayed.isPresent()) {
                replays.put(replayed.get(), Instant.ofEpochMilli(record.timestamp()));
            } else {
                DeadLetter letter = letter(record);
                if (matching.test(letter)) {
                    letters.put(letter.place(), letter);
                }
            }
        });
        replays.forEach((position, at) -> letters.computeIfPresent(position, (same, letter) -> letter.replayed(at)));
        return letters.values().stream()
                .sorted(Comparator.comparing(DeadLetter::time))
                .toList();
    }

    /** The record that marks a letter as sent again. */
    static ProducerRecord<byte[], byte[]> marker(DeadLetter letter) {
        ProducerRecord<byte[], byte[]> marker =
                new ProducerRecord<>(TOPIC, letter.place().partition(), letter.key(), null);
        marker.headers().add(REPLAY_OF, Long.toString(letter.place().offset()).getBytes(UTF_8));
        return marker;
    }

    private void readAll(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            Iterable<ConsumerRecord<byte[], byte[]>> records = UnreadableRecords.poll(consumer, POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                reader.accept(record);
                deadline = System.nanoTime() + PATIENCE.toNanos();
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(TOPIC + " gave no record for " + PATIENCE.toSeconds() + " s");
            }
        }
    }

    /** The letter that a marker refers to; empty when the record is a letter itself. */
    private static Optional<DeadLetterPosition> replayed(ConsumerRecord<byte[], byte[]> record) {
        String offset = text(record.headers().lastHeader(REPLAY_OF));
        return DeadLetterHeaders.isReplayMarker(record.headers(), record.value())
                        && OFFSET.matcher(offset).matches()
                ? Optional.of(new DeadLetterPosition(record.partition(), Long.parseLong(offset)))
                : Optional.empty();
    }

    private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record) {
        Headers headers = record.headers();
        String topic = text(headers.lastHeader(SOURCE_TOPIC));
        String source = topic + "-" + text(headers.lastHeader(SOURCE_PARTITION)) + "@"
                + text(headers.lastHeader(SOURCE_OFFSET));
        return new DeadLetter(
                new DeadLetterPosition(record.partition(), record.offset()),
                Instant.ofEpochMilli(record.timestamp()),
                topic,
                topic.isEmpty() ? "" : source,
                UnreadableRecords.takeReason(headers).orElseGet(() -> text(headers.lastHeader(REASON))),
                record.key(),
                record.value(),
                DeadLetterHeaders.ownOf(headers),
                DeadLetterHeaders.cutOf(headers),
                null);
    }

    private static String text(@Nullable Header header) {
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }
}
