package commuter.reservoir.stream.intake;

import commuter.schemas.InvalidRecordException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The largest record that is accepted, whatever a broker accepts. Brokers measure a compressed batch, and a few
 * kilobytes of it may be many megabytes here. A larger key or value makes a dead letter. Of too many headers only the
 * first are kept.
 */
public final class RecordLimits {
    /** A key is a reservoir's name, and none is as long as this. */
    public static final int KEY = 1024;

    /** Half of the limit of the stores and of the dead letters, so that there is room for what is added. */
    public static final int VALUE = 2 * 1024 * 1024;

    /** A dead letter contains this much of a longer value. */
    public static final int KEPT_VALUE = 64 * 1024;

    /** Names and values together. */
    public static final int HEADERS = 16 * 1024;

    public static final int HEADER_COUNT = 100;

    private RecordLimits() {}

    /**
     * Refuses a record that is too large.
     *
     * @throws InvalidRecordException which names the part
     */
    public static void check(byte @Nullable [] key, byte @Nullable [] value) {
        atMost("key", key, KEY);
        atMost("value", value, VALUE);
    }

    /** The first headers that fit within the limit. */
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

    /** Approximate size in bytes of the names and values of headers. */
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
