package commuter.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Skips records that Kafka accepts and that no client can read. A broker checks the records of a compressed batch only
 * partly. It accepts, for instance, a record with a wrong length, as one whose sender has half of a surrogate pair in a
 * header's name, which Kafka's own client measures wrongly. The consumer then throws at each poll, for ever, and never
 * reads the records behind it in the batch. All readers poll with this class, also those of topics that only the
 * pipeline writes: nothing keeps a client with a broker's rights from writing there. Thread-safe.
 */
public final class UnreadableRecords {
    private static final String UNREADABLE = "commuter_unreadable";
    private static final Pattern PLACE = Pattern.compile("fetching the next record from (.+)-(\\d+)\\. ");

    /** Drawn at random at start, so that no sender can know it. */
    private static final byte[] MARK = UUID.randomUUID().toString().getBytes(UTF_8);

    private UnreadableRecords() {}

    /**
     * Polls, and returns a substitute for a record that cannot be read: it has the record's position, no key and no
     * value, and {@link #takeReason} gives the reason. If an aborted transaction, or the end of a transaction, is
     * directly before such a record, its offsets are returned as well: the consumer does not tell which record it
     * cannot read, only the offset from which it searched.
     */
    public static ConsumerRecords<byte[], byte[]> poll(Consumer<byte[], byte[]> consumer, Duration timeout) {
        try {
            return consumer.poll(timeout);
        } catch (KafkaException e) {
            Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
            if (!place.find()) {
                throw e;
            }
            TopicPartition partition = new TopicPartition(place.group(1), Integer.parseInt(place.group(2)));
            return passOver(consumer, partition, e.getCause());
        }
    }

    private static ConsumerRecords<byte[], byte[]> passOver(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, @Nullable Throwable cause) {
        long offset = consumer.position(partition);
        consumer.seek(partition, offset + 1);
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                ConsumerRecord.NO_TIMESTAMP,
                TimestampType.NO_TIMESTAMP_TYPE,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                null,
                null,
                headers(cause),
                Optional.empty());
        return new ConsumerRecords<>(
                Map.of(partition, List.of(record)), Map.of(partition, new OffsetAndMetadata(offset + 1)));
    }

    private static Headers headers(@Nullable Throwable cause) {
        byte[] reason =
                String.valueOf(cause == null ? null : cause.getMessage()).getBytes(UTF_8);
        return new RecordHeaders()
                .add(
                        UNREADABLE,
                        ByteBuffer.allocate(MARK.length + reason.length)
                                .put(MARK)
                                .put(reason)
                                .array());
    }

    /**
     * Removes from the headers the reason why a record cannot be read, and returns it; empty for nearly all records.
     */
    public static Optional<String> takeReason(Headers headers) {
        Header header = headers.lastHeader(UNREADABLE);
        byte[] value = header == null ? null : header.value();
        if (value == null
                || value.length < MARK.length
                || !Arrays.equals(value, 0, MARK.length, MARK, 0, MARK.length)) {
            return Optional.empty();
        }
        headers.remove(UNREADABLE);
        String detail = new String(value, MARK.length, value.length - MARK.length, UTF_8);
        return Optional.of("Kafka's client cannot read it, or one before it in its batch: " + detail);
    }
}
