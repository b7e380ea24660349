package commuter.reservoir.cache;

import commuter.reservoir.cache.Available.Source;
import commuter.reservoir.cache.LeasedCache.Look;
import commuter.reservoir.repository.PassengerRepository;
import commuter.reservoir.repository.RepositoryException;
import commuter.schemas.Json;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerStatus;
import commuter.schemas.ReservoirId;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who waits in a reservoir: from the cache if it has the list, else from the database. While Redis is down, every call
 * is answered from the database. Blocking; thread-safe.
 *
 * <p>Several readers who miss the same list must not share one result from the database, unless the cache has stored
 * it: a change may have been acknowledged since that read began. So readers without the lease poll the cache.
 */
public final class Availability {
    private static final Logger log = LoggerFactory.getLogger(Availability.class);
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(10);

    private final LeasedCache cache;
    private final Function<ReservoirId, List<Passenger>> database;
    private final Duration patience;
    private final CircuitBreaker circuitBreaker;
    private final Map<Source, LongAdder> reads = new EnumMap<>(Source.class);

    /** @param patience how long to wait while another reader reads the same list from the database */
    Availability(LeasedCache cache, PassengerRepository repository, Duration patience, CircuitBreaker circuitBreaker) {
        this.cache = cache;
        this.database = repository::available;
        this.patience = patience;
        this.circuitBreaker = circuitBreaker;
        for (Source source : Source.values()) {
            reads.put(source, new LongAdder());
        }
    }

    /** Throws {@link RepositoryException} when the cache has no list and the database cannot answer. */
    public Available available(ReservoirId reservoir) {
        Available available = circuitBreaker.allows() ? cachedIfPossible(reservoir) : bypass(reservoir);
        Objects.requireNonNull(reads.get(available.source())).increment();
        return available;
    }

    /**
     * Makes sure that no list from the cache contradicts a passenger who is about to be shown. This is needed because a
     * row may be read from the database before its writer has invalidated the cache.
     */
    public void agreeWith(Passenger shown) {
        boolean waits = shown.status() == PassengerStatus.WAITING;
        byte[] part = Json.write(waits ? shown : shown.passengerId());
        if (circuitBreaker.allows()) {
            try {
                cache.forgetUnless(shown.reservoir(), part, waits);
                circuitBreaker.succeeded();
            } catch (RedisException e) {
                failed(e);
            }
        }
    }

    /** How many lists have come from this source since this service started. */
    long reads(Source source) {
        return Objects.requireNonNull(reads.get(source)).sum();
    }

    private Available cachedIfPossible(ReservoirId reservoir) {
        try {
            return cached(reservoir);
        } catch (RedisException e) {
            failed(e);
            return bypass(reservoir);
        }
    }

    private Available cached(ReservoirId reservoir) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            Look look = cache.look(reservoir);
            circuitBreaker.succeeded();
            if (look instanceof Look.Hit hit) {
                CachedList list = CachedList.read(hit.list());
                return new Available(list.json(), list.tag(), Source.HIT, hit.age());
            }
            if (look instanceof Look.Lease lease) {
                CachedList fresh = read(reservoir);
                fill(reservoir, lease, fresh);
                return new Available(fresh.json(), fresh.tag(), Source.MISS, Duration.ZERO);
            }
            pause();
        }
        return bypass(reservoir);
    }

    /** Stores the list if possible. The caller gets the list even if it cannot be stored. */
    private void fill(ReservoirId reservoir, Look.Lease lease, CachedList fresh) {
        try {
            cache.fill(reservoir, lease, fresh.write());
        } catch (RedisException e) {
            failed(e);
        }
    }

    private Available bypass(ReservoirId reservoir) {
        CachedList fresh = read(reservoir);
        return new Available(fresh.json(), fresh.tag(), Source.BYPASS, Duration.ZERO);
    }

    private CachedList read(ReservoirId reservoir) {
        return CachedList.of(Json.write(database.apply(reservoir)));
    }

    private void failed(RedisException e) {
        circuitBreaker.failed();
        log.debug("Redis does not answer, so Strapi alone does: {}", e.getMessage());
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
