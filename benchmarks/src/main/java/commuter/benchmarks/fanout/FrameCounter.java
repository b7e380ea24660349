package commuter.benchmarks.fanout;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Counts frames and stamps in the bytes of one connection, in any fragmentation; compressed frames, too. */
final class FrameCounter {
    private static final byte[] MARK = Stamp.mark();
    private static final int DEFLATED = 0x40;
    private static final byte[] END_OF_BLOCK = {0, 0, (byte) 0xff, (byte) 0xff};
    /** One for all connections, which are read by one thread. */
    private static final Inflater INFLATER = new Inflater(true);

    private static final byte[] INFLATED = new byte[8192];

    private int headerBytes;
    private int headerLength = 2;
    private long payload;
    private long length;
    private int matched;
    private int digits;
    private long stamp;
    private @Nullable ByteArrayOutputStream deflated;

    void count(byte[] bytes, int count, long now, ClientProcess.Counts counts) {
        int at = 0;
        while (at < count) {
            if (payload == 0) {
                header(bytes[at++] & 0xff, counts);
            } else {
                int end = (int) Math.min(count, at + payload);
                payload -= end - at;
                if (deflated == null) {
                    scan(bytes, at, end, now, counts);
                } else {
                    deflated.write(bytes, at, end - at);
                    inflateAtEnd(deflated, now, counts);
                }
                at = end;
            }
        }
    }

    private void inflateAtEnd(ByteArrayOutputStream message, long now, ClientProcess.Counts counts) {
        if (payload > 0) {
            return;
        }
        message.writeBytes(END_OF_BLOCK);
        INFLATER.reset();
        INFLATER.setInput(message.toByteArray());
        try {
            for (int count = INFLATER.inflate(INFLATED); count > 0; count = INFLATER.inflate(INFLATED)) {
                scan(INFLATED, 0, count, now, counts);
            }
        } catch (DataFormatException e) {
            throw new IllegalStateException("The server sent what cannot be inflated", e);
        }
        deflated = null;
    }

    /** A frame from a server: its first byte, its length in 7 bits, 2 bytes or 8 bytes, and no mask. */
    private void header(int value, ClientProcess.Counts counts) {
        headerBytes++;
        if (headerBytes == 1) {
            deflated = (value & DEFLATED) == 0 ? null : new ByteArrayOutputStream();
        } else if (headerBytes == 2) {
            headerLength = value == 127 ? 10 : (value == 126 ? 4 : 2);
            length = headerLength == 2 ? value : 0;
        } else if (headerBytes > 2) {
            length = (length << 8) | value;
        }
        if (headerBytes >= 2 && headerBytes == headerLength) {
            payload = length;
            headerBytes = 0;
            counts.frame();
        }
    }

    private void scan(byte[] bytes, int from, int to, long now, ClientProcess.Counts counts) {
        for (int i = from; i < to; i++) {
            byte next = bytes[i];
            if (matched == MARK.length) {
                stamp = stamp * 10 + (next - '0');
                if (++digits == Stamp.DIGITS) {
                    counts.event(stamp, now);
                    matched = 0;
                }
            } else if (next == MARK[matched]) {
                if (++matched == MARK.length) {
                    stamp = 0;
                    digits = 0;
                }
            } else {
                matched = next == MARK[0] ? 1 : 0;
            }
        }
    }
}
