package commuter.reservoir.cache;

import commuter.reservoir.cache.LeasedCache.Look;
import commuter.reservoir.passenger.PassengerRepository;
import commuter.schemas.Json;
import commuter.schemas.Passenger;
import commuter.schemas.ReservoirId;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who waits in a reservoir: from the cache if it knows, else from the database. With Redis away, the database answers
 * every time. Blocking; thread-safe.
 */
public final class Availability {
    private static final Logger log = LoggerFactory.getLogger(Availability.class);
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(10);

    private final LeasedCache cache;
    private final Function<ReservoirId, List<Passenger>> database;
    private final Duration patience;

    /** @param patience how long to wait for somebody else who is reading the same list from the database */
    public Availability(LeasedCache cache, PassengerRepository repository, Duration patience) {
        this.cache = cache;
        this.database = repository::available;
        this.patience = patience;
    }

    /** Where a list came from. */
    public enum Source {
        HIT,
        MISS,
        BYPASS
    }

    /**
     * A list and where it came from.
     *
     * @param json an array of passengers, oldest first
     */
    public record Available(byte[] json, Source source) {}

    public Available available(ReservoirId reservoir) {
        try {
            return cached(reservoir);
        } catch (RedisException e) {
            log.debug("Redis does not answer, so Strapi does: {}", e.getMessage());
            return read(reservoir, Source.BYPASS);
        }
    }

    private Available cached(ReservoirId reservoir) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            Look look = cache.look(reservoir);
            if (look instanceof Look.Hit hit) {
                return new Available(hit.list(), Source.HIT);
            }
            if (look instanceof Look.Lease lease) {
                Available fresh = read(reservoir, Source.MISS);
                cache.fill(reservoir, lease, fresh.json());
                return fresh;
            }
            pause();
        }
        return read(reservoir, Source.BYPASS);
    }

    private Available read(ReservoirId reservoir, Source source) {
        return new Available(Json.write(database.apply(reservoir)), source);
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN_AFTER.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a list", e);
        }
    }
}
