package commuter.notifier.hub;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * Encodes positions as cursors and decodes them. A cursor is opaque to clients: Base64 of a version, the identity of
 * the log, the next offset of each partition, and a checksum. Every instance that reads the same log can decode it.
 * Thread-safe.
 */
public final class CursorCodec {
    private static final byte VERSION = 1;
    private static final int CHECKSUM = Integer.BYTES;
    private static final int LONGEST = 16_384;

    private final int log;
    private final int partitions;

    /** @param logId distinguishes this log from another one with the same name, such as one that was created anew */
    public CursorCodec(String logId, int partitions) {
        this.log = logId.hashCode();
        this.partitions = partitions;
    }

    /** A cursor that this pipeline has not made, or that has been changed. */
    public static final class InvalidCursorException extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidCursorException() {
            super("is no cursor: send one back exactly as it came", null, false, false);
        }
    }

    /** A valid cursor of a log that no longer exists. */
    public static final class OtherLogException extends Exception {
        private static final long serialVersionUID = 1L;

        OtherLogException() {
            super("is a cursor into another log", null, false, false);
        }
    }

    public String encode(LogPosition logPosition) {
        ByteBuffer bytes = ByteBuffer.allocate(1 + Integer.BYTES + 10 * partitions + CHECKSUM);
        bytes.put(VERSION).putInt(log);
        for (int partition = 0; partition < partitions; partition++) {
            putVarint(bytes, logPosition.next(partition));
        }
        bytes.putInt(checksum(bytes, bytes.position()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
    }

    public LogPosition decode(String cursor) throws InvalidCursorException, OtherLogException {
        try {
            return read(bytes(cursor));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw new InvalidCursorException();
        }
    }

    private static ByteBuffer bytes(String cursor) throws InvalidCursorException {
        if (cursor.length() > LONGEST) {
            throw new InvalidCursorException();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
        int end = bytes.limit() - CHECKSUM;
        if (end < 1 || bytes.getInt(end) != checksum(bytes, end) || bytes.get() != VERSION) {
            throw new InvalidCursorException();
        }
        return bytes.limit(end);
    }

    private LogPosition read(ByteBuffer bytes) throws InvalidCursorException, OtherLogException {
        if (bytes.getInt() != log) {
            throw new OtherLogException();
        }
        long[] next = new long[partitions];
        for (int partition = 0; partition < partitions; partition++) {
            next[partition] = varint(bytes);
        }
        if (bytes.hasRemaining()) {
            throw new InvalidCursorException();
        }
        return LogPosition.of(next);
    }

    private static int checksum(ByteBuffer bytes, int end) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.duplicate().clear().limit(end));
        return (int) checksum.getValue();
    }

    private static void putVarint(ByteBuffer bytes, long value) {
        long left = value;
        while (left > 0x7f) {
            bytes.put((byte) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        bytes.put((byte) left);
    }

    private static long varint(ByteBuffer bytes) throws InvalidCursorException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
            byte next = bytes.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new InvalidCursorException();
    }
}
