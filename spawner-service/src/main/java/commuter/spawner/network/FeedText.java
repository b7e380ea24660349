package commuter.spawner.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The text of a file: UTF-8, without its byte order mark. Bytes that are not UTF-8 are read as Windows-1252, which most
 * invalid feeds use; the lines with such bytes are remembered. The length of a record is limited. Not thread-safe.
 */
final class FeedText extends Reader {
    /**
     * Maximum length of a record, in characters. A quote that is never closed turns the rest of the file into one
     * record.
     */
    static final int LONGEST_RECORD = 1_000_000;

    private static final Charset FOREIGN = Charset.forName("windows-1252");
    private static final int BUFFER = 8192;
    private static final int LONGEST_MALFORMED = 8;

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private final CharBuffer decoded =
            CharBuffer.allocate(BUFFER + LONGEST_MALFORMED).flip();
    private final Deque<Long> foreignLines = new ArrayDeque<>();
    private boolean begun;
    private boolean ended;
    private long line = 1;
    private char previous;
    private long recordLine = 1;
    private long sinceRecord;

    FeedText(InputStream in) {
        this.in = in;
    }

    /** Must be called before each record is read, with the number of its first line. */
    void beginRecord(long atLine) {
        recordLine = atLine;
        sinceRecord = 0;
    }

    /** Whether a line up to this one, which has not been asked for yet, has bytes that are not UTF-8. */
    boolean isForeign(long upToLine) {
        boolean foreign = false;
        while (!foreignLines.isEmpty() && foreignLines.getFirst() <= upToLine) {
            foreignLines.removeFirst();
            foreign = true;
        }
        return foreign;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        if (!decoded.hasRemaining() && !decode()) {
            return -1;
        }
        int count = Math.min(length, decoded.remaining());
        decoded.get(into, offset, count);
        sinceRecord += count;
        if (sinceRecord > LONGEST_RECORD) {
            throw new IOException("the record that begins at line " + recordLine + " has more than " + LONGEST_RECORD
                    + " characters; is a quote not closed?");
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Decodes some characters; false at the end. */
    private boolean decode() throws IOException {
        decoded.clear().limit(BUFFER);
        while (decoded.position() == 0) {
            if (!ended) {
                fill();
            }
            CoderResult result = decoder.decode(bytes, decoded, ended);
            countLines(0, decoded.position());
            if (result.isMalformed()) {
                decodeForeign(result.length());
            } else if (ended && result.isUnderflow()) {
                break;
            }
        }
        decoded.flip();
        return decoded.hasRemaining();
    }

    private void decodeForeign(int length) {
        byte[] foreign = new byte[length];
        bytes.get(foreign);
        int from = decoded.position();
        // The buffer has room for them.
        decoded.limit(decoded.capacity()).put(FOREIGN.decode(ByteBuffer.wrap(foreign)));
        countLines(from, decoded.position());
        if (foreignLines.isEmpty() || foreignLines.getLast() != line) {
            foreignLines.addLast(line);
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int count = in.readNBytes(bytes.array(), bytes.position(), bytes.remaining());
        bytes.position(bytes.position() + count);
        ended = bytes.hasRemaining();
        bytes.flip();
        if (!begun) {
            begun = true;
            skipByteOrderMark();
        }
    }

    /** It would become part of the first column's name. */
    private void skipByteOrderMark() throws IOException {
        if (startsWith(0xEF, 0xBB, 0xBF)) {
            bytes.position(3);
        } else if (startsWith(0xFF, 0xFE) || startsWith(0xFE, 0xFF)) {
            throw new IOException("it is UTF-16; GTFS wants UTF-8: save the file as that");
        }
    }

    private boolean startsWith(int... mark) {
        boolean equal = bytes.remaining() >= mark.length;
        for (int i = 0; equal && i < mark.length; i++) {
            equal = bytes.get(i) == (byte) mark[i];
        }
        return equal;
    }

    private void countLines(int from, int to) {
        for (int i = from; i < to; i++) {
            char next = decoded.get(i);
            if (next == '\r' || (next == '\n' && previous != '\r')) {
                line++;
            }
            previous = next;
        }
    }
}
