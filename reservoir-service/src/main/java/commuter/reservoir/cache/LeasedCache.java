package commuter.reservoir.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.reservoir.write.CacheInvalidation;
import commuter.schemas.ReservoirId;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Lists in Redis under {@code available:{reservoir}}, guarded by leases. Blocking; thread-safe.
 *
 * <p>Every other method throws {@link RedisException} when Redis does not answer in time.
 */
public final class LeasedCache implements CacheInvalidation {
    private static final byte[] LOOK = """
            local value = redis.call('GET', KEYS[1])
            if value then return {'HIT', value, redis.call('PTTL', KEYS[1])} end
            if redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then return {'LEASE'} end
            return {'WAIT'}
            """.getBytes(UTF_8);

    private static final byte[] FILL = """
            if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
            redis.call('DEL', KEYS[2])
            redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
            return 1
            """.getBytes(UTF_8);

    private static final byte[] FORGET_UNLESS = """
            local value = redis.call('GET', KEYS[1])
            if value and (string.find(value, ARGV[1], 1, true) ~= nil) == (ARGV[2] == '1') then return 0 end
            return redis.call('DEL', KEYS[1], KEYS[2])
            """.getBytes(UTF_8);

    private final RedisCommands<byte[], byte[]> redis;
    private final Duration timeToLive;
    private final Duration lease;

    /**
     * @param timeToLive how long a list is kept at most, even without a change
     * @param lease how long one reader may take to read the database
     */
    public LeasedCache(StatefulRedisConnection<byte[], byte[]> connection, Duration timeToLive, Duration lease) {
        this.redis = connection.sync();
        this.timeToLive = timeToLive;
        this.lease = lease;
    }

    /** What the cache says about a reservoir. */
    public sealed interface Look {
        /** The list, with the time since it was stored. */
        record Hit(byte[] list, Duration age) implements Look {}

        /** There is no list, and the caller has the lease to store it. */
        record Lease(byte[] token) implements Look {}

        /** There is no list, and another reader has the lease. */
        record Wait() implements Look {}
    }

    public Look look(ReservoirId reservoir) {
        byte[] token = UUID.randomUUID().toString().getBytes(UTF_8);
        List<Object> answer = redis.eval(LOOK, ScriptOutputType.MULTI, keys(reservoir), token, millis(lease));
        return switch (new String((byte[]) answer.get(0), UTF_8)) {
            case "HIT" -> new Look.Hit((byte[]) answer.get(1), timeToLive.minusMillis((Long) answer.get(2)));
            case "LEASE" -> new Look.Lease(token);
            default -> new Look.Wait();
        };
    }

    /** Stores the list if the lease is still valid. */
    public void fill(ReservoirId reservoir, Look.Lease lease, byte[] list) {
        redis.eval(FILL, ScriptOutputType.INTEGER, keys(reservoir), lease.token(), list, millis(timeToLive));
    }

    /**
     * Deletes the lists, and takes away the leases of readers who are reading them from the database. Throws
     * {@link NotAcknowledged} when Redis does not answer in time.
     */
    @Override
    public void invalidate(Set<ReservoirId> reservoirs) {
        byte[][] keys = reservoirs.stream()
                .flatMap(reservoir -> List.of(keys(reservoir)).stream())
                .toArray(byte[][]::new);
        try {
            redis.del(keys);
        } catch (RedisException e) {
            throw new NotAcknowledged(e);
        }
    }

    /**
     * Like {@link #invalidate}, but keeps a list that is correct already.
     *
     * @param part what the list should, or should not, contain
     * @param contained whether the list should contain it
     */
    void forgetUnless(ReservoirId reservoir, byte[] part, boolean contained) {
        byte[] expected = (contained ? "1" : "0").getBytes(UTF_8);
        redis.eval(FORGET_UNLESS, ScriptOutputType.INTEGER, keys(reservoir), part, expected);
    }

    /** Returns normally when Redis answers. */
    public void probe() {
        redis.ping();
    }

    /** The braces put both keys into one hash slot, so that one script may use them together. */
    private static byte[][] keys(ReservoirId reservoir) {
        String name = "available:{" + reservoir + "}";
        return new byte[][] {(name + ":v").getBytes(UTF_8), (name + ":l").getBytes(UTF_8)};
    }

    private static byte[] millis(Duration duration) {
        return Long.toString(duration.toMillis()).getBytes(UTF_8);
    }
}
