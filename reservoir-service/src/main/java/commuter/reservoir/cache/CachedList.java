package commuter.reservoir.cache;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A list as it is stored in Redis: its tag, then its JSON. The tag is computed from the content, once, when the list is
 * read from the database. So every instance and every later read of the same list sees the same tag.
 */
record CachedList(String tag, byte[] json) {
    private static final int TAG_LENGTH = 32;

    static CachedList of(byte[] json) {
        return new CachedList(HexFormat.of().formatHex(digest(json), 0, TAG_LENGTH / 2), json);
    }

    static CachedList read(byte[] stored) {
        return new CachedList(
                new String(stored, 0, TAG_LENGTH, US_ASCII), Arrays.copyOfRange(stored, TAG_LENGTH, stored.length));
    }

    byte[] write() {
        return ByteBuffer.allocate(TAG_LENGTH + json.length)
                .put(tag.getBytes(US_ASCII))
                .put(json)
                .array();
    }

    private static byte[] digest(byte[] json) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(json);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
