package commuter.spawner.demand;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.ReservoirId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The random numbers and the ids of one reservoir in one window. They depend only on the seed, the reservoir and the
 * window. So any process can draw any window, in any order, and gets the same passengers. Not thread-safe.
 */
final class RandomStream {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
            RandomGeneratorFactory.of("L64X128MixRandom");
    private static final int ID_BYTES = 16;

    private final MessageDigest sha = sha();
    private final byte[] key;
    private final RandomGenerator random;

    private RandomStream(byte[] identity) {
        this.key = sha.digest(identity);
        this.random = GENERATORS.create(sameOnEveryJava(key));
    }

    static RandomStream of(long seed, ReservoirId reservoir, TimeWindow window) {
        byte[] name = reservoir.toString().getBytes(UTF_8);
        ByteBuffer identity = ByteBuffer.allocate(3 * Long.BYTES + name.length)
                .putLong(seed)
                .putLong(window.start().toEpochMilli())
                .putLong(window.length().toMillis())
                .put(name);
        return new RandomStream(identity.array());
    }

    RandomGenerator random() {
        return random;
    }

    /** The id of the stream's n-th passenger: {@code PASS_} and 128 bits of a hash as 32 upper-case hex digits. */
    String passengerId(int index) {
        sha.update(key);
        byte[] hash =
                sha.digest(ByteBuffer.allocate(Integer.BYTES).putInt(index).array());
        return "PASS_" + HEX.formatHex(hash, 0, ID_BYTES);
    }

    /**
     * Java 17 and 18 build words of a seed from eight bytes, and extend the sign of each byte over those before it
     * (JDK-8282144); later versions do not. This method does the same in advance, so that all versions build the words
     * of Java 17.
     */
    private static byte[] sameOnEveryJava(byte[] seed) {
        byte[] same = seed.clone();
        for (int word = 0; word < seed.length; word += Long.BYTES) {
            boolean negative = false;
            for (int i = Math.min(word + Long.BYTES, seed.length) - 1; i >= word; i--) {
                same[i] = negative ? -1 : seed[i];
                negative |= seed[i] < 0;
            }
        }
        return same;
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
