package commuter.reservoir.stream.intake;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * When a record was written. The topics use the broker's time, but a topic may have been created with other settings,
 * and old records may have been written before. Their timestamps may be missing, where Kafka Streams would stop; be in
 * seconds; or be in the future, where all passengers would expire. Such a timestamp is replaced by the latest one of
 * its partition, or by the present time. The original one is kept in a header, because ids derived from it must be the
 * same at each read. Thread-safe.
 */
public final class TimeOfWriting implements TimestampExtractor {
    private static final String CLAIMED = "commuter_claimed_timestamp";

    /** No topic keeps records for this long. A timestamp in seconds, read as milliseconds, is a date in 1970. */
    private static final long EARLIEST = Instant.parse("2001-01-01T00:00:00Z").toEpochMilli();

    private final InstantSource clock;

    public TimeOfWriting(InstantSource clock) {
        this.clock = clock;
    }

    /** @param latest the latest timestamp of the partition's records so far; negative if there is none */
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long latest) {
        InFlight.begun(record);
        long claimed = record.timestamp();
        long now = clock.millis();
        record.headers().remove(CLAIMED);
        if (claimed >= EARLIEST && claimed <= now) {
            return claimed;
        }
        record.headers()
                .add(CLAIMED, ByteBuffer.allocate(Long.BYTES).putLong(claimed).array());
        return claimed > now || latest < EARLIEST ? now : Math.min(latest, now);
    }

    /**
     * The timestamp that a record claims, if it is plausible; otherwise the present time. In milliseconds since the
     * epoch.
     */
    public static long believed(long claimed) {
        long now = System.currentTimeMillis();
        return claimed >= EARLIEST && claimed <= now ? claimed : now;
    }

    /**
     * Removes the record's own timestamp from its headers and returns it; returns {@code believed} if there is none.
     */
    public static long takeClaimed(Headers headers, long believed) {
        Header header = headers.lastHeader(CLAIMED);
        if (header == null) {
            return believed;
        }
        headers.remove(CLAIMED);
        return ByteBuffer.wrap(header.value()).getLong();
    }
}
