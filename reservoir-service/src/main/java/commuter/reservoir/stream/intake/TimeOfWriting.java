package commuter.reservoir.stream.intake;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * When a record was written, as far as that can be believed. The topics have the broker's time, but a topic may have
 * been made otherwise, and there may be records from before: without a time, where Kafka Streams would stop, in
 * seconds, or from the future, which would let everybody's patience end. Such a record is taken for as old as the
 * latest one of its partition, or for new. What stood in it is kept beside it, for ids that rest on it must be the same
 * at each reading. Thread-safe.
 */
public final class TimeOfWriting implements TimestampExtractor {
    private static final String CLAIMED = "commuter_claimed_timestamp";

    /** No topic keeps records for so long; seconds taken for milliseconds are of 1970. */
    private static final long EARLIEST = Instant.parse("2001-01-01T00:00:00Z").toEpochMilli();

    private final InstantSource clock;

    public TimeOfWriting(InstantSource clock) {
        this.clock = clock;
    }

    /** @param latest time of the partition's records until here; negative if there are none */
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

    /** The time that a record claims, if it can be believed; else now. In milliseconds since the epoch. */
    public static long believed(long claimed) {
        long now = System.currentTimeMillis();
        return claimed >= EARLIEST && claimed <= now ? claimed : now;
    }

    /** Takes the time that the record itself claims out of its headers; {@code believed} if it was believed. */
    public static long takeClaimed(Headers headers, long believed) {
        Header header = headers.lastHeader(CLAIMED);
        if (header == null) {
            return believed;
        }
        headers.remove(CLAIMED);
        return ByteBuffer.wrap(header.value()).getLong();
    }
}
