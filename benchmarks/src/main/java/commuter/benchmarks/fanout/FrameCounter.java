package commuter.benchmarks.fanout;

/** Counts frames and stamps in one connection's bytes, however they are cut. */
final class FrameCounter {
    private static final byte[] MARK = Stamp.mark();

    private int headerBytes;
    private int headerLength = 2;
    private long payload;
    private long length;
    private int matched;
    private int digits;
    private long stamp;

    void count(byte[] bytes, int count, long now, Crowd.Tally tally) {
        int at = 0;
        while (at < count) {
            if (payload == 0) {
                header(bytes[at++] & 0xff, tally);
            } else {
                int end = (int) Math.min(count, at + payload);
                scan(bytes, at, end, now, tally);
                payload -= end - at;
                at = end;
            }
        }
    }

    /** A server's frame: its first byte, its length in 7 bits, 2 bytes or 8, and no mask. */
    private void header(int value, Crowd.Tally tally) {
        headerBytes++;
        if (headerBytes == 2) {
            headerLength = value == 127 ? 10 : (value == 126 ? 4 : 2);
            length = headerLength == 2 ? value : 0;
        } else if (headerBytes > 2) {
            length = (length << 8) | value;
        }
        if (headerBytes >= 2 && headerBytes == headerLength) {
            payload = length;
            headerBytes = 0;
            tally.frame();
        }
    }

    private void scan(byte[] bytes, int from, int to, long now, Crowd.Tally tally) {
        for (int i = from; i < to; i++) {
            byte next = bytes[i];
            if (matched == MARK.length) {
                stamp = stamp * 10 + (next - '0');
                if (++digits == Stamp.DIGITS) {
                    tally.event(stamp, now);
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
