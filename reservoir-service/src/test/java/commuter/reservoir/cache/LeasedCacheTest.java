package commuter.reservoir.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.reservoir.cache.LeasedCache.Look;
import commuter.schemas.ReservoirId;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lease protocol on a real Redis. */
class LeasedCacheTest {
    private static final ReservoirId RESERVOIR = ReservoirId.route("1A");
    private static final byte[] OLD = "[\"old\"]".getBytes(UTF_8);

    private static RunningRedis redis;
    private static LeasedCache cache;

    @BeforeAll
    static void startRedis() throws IOException {
        redis = new RunningRedis();
        cache = redis.cache(Duration.ofSeconds(30));
    }

    @AfterAll
    static void stopRedis() throws IOException {
        redis.close();
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
}
