package commuter.reservoir.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.reservoir.cache.LeasedCache.Look;
import commuter.schemas.ReservoirId;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** The lease protocol on a real Redis. */
class LeasedCacheTest {
    private static final ReservoirId RESERVOIR = ReservoirId.route("1A");
    private static final byte[] OLD = "[\"old\"]".getBytes(UTF_8);

    private static RedisServer server;
    private static RedisClient client;
    private static LeasedCache cache;

    @BeforeAll
    static void startRedis() throws IOException {
        int port = freePort();
        server = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        server.start();
        client = RedisClient.create("redis://127.0.0.1:" + port);
        cache = new LeasedCache(client.connect(ByteArrayCodec.INSTANCE), Duration.ofMinutes(1), Duration.ofSeconds(30));
    }

    @AfterAll
    static void stopRedis() throws IOException {
        client.shutdown();
        server.stop();
    }

    @BeforeEach
    void forget() {
        cache.invalidate(Set.of(RESERVOIR));
    }

    @Test
    void aFilledListIsAHit() {
        cache.fill(RESERVOIR, lease(), OLD);

        assertThat(cache.look(RESERVOIR))
                .isInstanceOfSatisfying(
                        Look.Hit.class, hit -> assertThat(hit.list()).isEqualTo(OLD));
    }

    @Test
    void onlyOneReaderGetsTheLeaseOfAColdList() {
        lease();

        assertThat(cache.look(RESERVOIR)).isInstanceOf(Look.Wait.class);
    }

    @Test
    void aListReadBeforeAChangeIsNotStoredAfterIt() {
        Look.Lease beforeTheChange = lease();
        cache.invalidate(Set.of(RESERVOIR));

        cache.fill(RESERVOIR, beforeTheChange, OLD);

        assertThat(cache.look(RESERVOIR)).as("the old list was refused").isInstanceOf(Look.Lease.class);
    }

    @Test
    void anOldLeaseIsNoKeyToANewOne() {
        Look.Lease old = lease();
        cache.invalidate(Set.of(RESERVOIR));
        lease();

        cache.fill(RESERVOIR, old, OLD);

        assertThat(cache.look(RESERVOIR)).isInstanceOf(Look.Wait.class);
    }

    @Test
    void invalidationForgetsTheReservoirsItNamesAndNoOthers() {
        ReservoirId other = ReservoirId.depot("1A");
        cache.fill(RESERVOIR, lease(), OLD);
        cache.fill(other, (Look.Lease) cache.look(other), OLD);

        cache.invalidate(Set.of(RESERVOIR));

        assertThat(cache.look(RESERVOIR)).isInstanceOf(Look.Lease.class);
        assertThat(cache.look(other)).isInstanceOf(Look.Hit.class);
        cache.invalidate(Set.of(other));
    }

    private static Look.Lease lease() {
        return (Look.Lease) cache.look(RESERVOIR);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
