package commuter.reservoir.stream.intake;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key or a value, as much of it as is kept, with the size and hash of all of it.
 *
 * <p>A key or value that is too long is cut in the deserializer, before it is copied. It is passed on as bytes that
 * only this class can make: they begin with a prefix that is drawn at random at start. Thread-safe.
 *
 * @param bytes all of them, or the first
 * @param size how many there were
 * @param sha256 of all of them, in hex; null if all are here
 */
public record Excerpt(byte[] bytes, long size, @Nullable String sha256) {
    private static final byte[] MARK = mark();
    private static final int DIGEST_LENGTH = 32;
    private static final int HEAD = MARK.length + Long.BYTES + DIGEST_LENGTH;

    /**
     * The excerpt of bytes from the deserializer: whole, cut there already, or cut here if there are more than
     * {@code mostWhole}.
     */
    public static Excerpt of(byte[] received, int mostWhole, int kept) {
        if (isCut(received)) {
            return read(received, kept);
        }
        return received.length <= mostWhole
                ? new Excerpt(received, received.length, null)
                : read(cut(ByteBuffer.wrap(received), kept), kept);
    }

    /** How many bytes there were. */
    public static long sizeOf(byte[] received) {
        return isCut(received) ? ByteBuffer.wrap(received).getLong(MARK.length) : received.length;
    }

    /** Bytes that represent a longer key or value, without a copy of all of it. */
    static byte[] cut(ByteBuffer all, int kept) {
        ByteBuffer cut = ByteBuffer.allocate(HEAD + Math.min(kept, all.remaining()));
        cut.put(MARK).putLong(all.remaining()).put(sha256(all.duplicate()));
        cut.put(all.duplicate().limit(all.position() + Math.min(kept, all.remaining())));
        return cut.array();
    }

    private static Excerpt read(byte[] cut, int kept) {
        byte[] digest = Arrays.copyOfRange(cut, HEAD - DIGEST_LENGTH, HEAD);
        byte[] first = Arrays.copyOfRange(cut, HEAD, Math.min(cut.length, HEAD + kept));
        return new Excerpt(first, sizeOf(cut), HexFormat.of().formatHex(digest));
    }

    static boolean isCut(byte[] received) {
        return received.length >= HEAD && Arrays.equals(received, 0, MARK.length, MARK, 0, MARK.length);
    }

    private static byte[] sha256(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static byte[] mark() {
        UUID drawn = UUID.randomUUID();
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(drawn.getMostSignificantBits())
                .putLong(drawn.getLeastSignificantBits())
                .array();
    }
}
