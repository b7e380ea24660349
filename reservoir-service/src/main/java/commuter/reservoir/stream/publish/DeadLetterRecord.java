package commuter.reservoir.stream.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.reservoir.stream.intake.Excerpt;
import commuter.reservoir.stream.intake.RecordLimits;
import commuter.reservoir.stream.model.Origin;
import commuter.schemas.CloudEvent;
import commuter.schemas.DeadLetterHeaders;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be used: its own bytes and headers, and headers that say where it came from and why it could
 * not be used. What is too long is cut, and headers give its size and its SHA-256. So a dead letter always fits into
 * its topic.
 */
public final class DeadLetterRecord {
    private static final int LONGEST_REASON = 1_000;

    private DeadLetterRecord() {}

    /** If only the origin of a record is left, the trace context is the only one of its headers. */
    public static Record<byte[], byte[]> of(Origin origin, String reason, long timestamp) {
        Headers headers = new RecordHeaders();
        if (origin.traceparent() != null) {
            headers.add(CloudEvent.TRACE_PARENT, origin.traceparent().getBytes(UTF_8));
        }
        return of(origin, headers, reason, timestamp);
    }

    /** The dead letter of a stored entry that cannot be read. */
    public static Record<byte[], byte[]> ofUnreadable(Origin origin, String reason, long timestamp) {
        Record<byte[], byte[]> letter = of(origin, reason, timestamp);
        add(letter.headers(), DeadLetterHeaders.VALUE_SIZE, DeadLetterHeaders.UNKNOWN_SIZE);
        return letter;
    }

    public static Record<byte[], byte[]> of(Origin origin, Headers own, String reason, long timestamp) {
        Headers headers = bounded(own);
        byte[] key = bounded("key", origin.key(), RecordLimits.KEY, RecordLimits.KEY, headers);
        byte[] value = bounded("value", origin.value(), RecordLimits.VALUE, RecordLimits.KEPT_VALUE, headers);
        add(headers, DeadLetterHeaders.SOURCE_TOPIC, origin.topic());
        add(headers, DeadLetterHeaders.SOURCE_PARTITION, Integer.toString(origin.partition()));
        add(headers, DeadLetterHeaders.SOURCE_OFFSET, Long.toString(origin.offset()));
        add(
                headers,
                DeadLetterHeaders.REASON,
                reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON));
        return new Record<>(key, value, timestamp, headers);
    }

    private static byte @Nullable [] bounded(
            String name, byte @Nullable [] bytes, int mostWhole, int kept, Headers headers) {
        if (bytes == null) {
            return null;
        }
        Excerpt excerpt = Excerpt.of(bytes, mostWhole, kept);
        if (excerpt.sha256() != null) {
            add(headers, name + "_size", Long.toString(excerpt.size()));
            add(headers, name + "_sha256", excerpt.sha256());
        }
        return excerpt.bytes();
    }

    /** The first headers that fit. */
    private static Headers bounded(Headers own) {
        Headers bounded = new RecordHeaders();
        for (Header header : RecordLimits.bounded(own)) {
            bounded.add(DeadLetterHeaders.renamed(header.key()), header.value());
        }
        Header[] all = own.toArray();
        if (bounded.toArray().length < all.length) {
            add(bounded, "headers_size", Long.toString(RecordLimits.sizeOf(all)));
        }
        return bounded;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
