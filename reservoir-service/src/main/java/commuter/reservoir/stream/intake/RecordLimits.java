package commuter.reservoir.stream.intake;

import commuter.schemas.InvalidRecordException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * How large a record may be, whatever a broker takes: brokers measure a batch as it was compressed, and a few kilobytes
 * of it may be many megabytes here. A larger key or value makes a dead letter; of more headers the first are kept.
 */
public final class RecordLimits {
    /** A key is a reservoir, and no reservoir's name has so many. */
    public static final int KEY = 1024;

    /** Half of what the stores and the dead letters take, so that there is room for what is added. */
    public static final int VALUE = 2 * 1024 * 1024;

    /** Of a longer value a dead letter has so much. */
    public static final int KEPT_VALUE = 64 * 1024;

    /** Names and values together. */
    public static final int HEADERS = 16 * 1024;

    public static final int HEADER_COUNT = 100;

    private RecordLimits() {}

    /**
     * Refuses what is too large.
     *
     * @throws InvalidRecordException which names the part
     */
    public static void check(byte @Nullable [] key, byte @Nullable [] value) {
        atMost("key", key, KEY);
        atMost("value", value, VALUE);
    }

    /** The first headers that fit. */
    public static Headers bounded(Headers headers) {
        Header[] all = headers.toArray();
        if (all.length <= HEADER_COUNT && sizeOf(all) <= HEADERS) {
            return headers;
        }
        Headers bounded = new RecordHeaders();
        long left = HEADERS;
        for (int i = 0; i < Math.min(all.length, HEADER_COUNT); i++) {
            left -= sizeOf(all[i]);
            if (left >= 0) {
                bounded.add(all[i]);
            }
        }
        return bounded;
    }

    /** Bytes of the names and values of headers, about. */
    public static long sizeOf(Header... headers) {
        long size = 0;
        for (Header header : headers) {
            byte[] value = header.value();
            size += header.key().length() + (value == null ? 0 : value.length);
        }
        return size;
    }

    private static void atMost(String part, byte @Nullable [] bytes, int most) {
        if (bytes == null) {
            return;
        }
        long size = Excerpt.sizeOf(bytes);
        if (size > most) {
            throw new InvalidRecordException(part, "has " + size + " bytes, at most " + most);
        }
        if (Excerpt.isCut(bytes)) {
            throw new InvalidRecordException(part, "has " + size + " bytes, and came with too many others as long");
        }
    }
}
