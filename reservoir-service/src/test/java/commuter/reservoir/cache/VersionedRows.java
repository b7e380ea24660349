package commuter.reservoir.cache;

import commuter.reservoir.repository.LookupResult;
import commuter.reservoir.repository.PassengerRepository;
import commuter.reservoir.repository.PassengerRow;
import commuter.reservoir.repository.RowOutcome;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerStatus;
import commuter.schemas.ReservoirId;
import commuter.testing.SomePassenger;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Replaces Strapi where only the order of reads and writes matters: each reservoir has one passenger, whose version
 * counts the writes.
 */
class VersionedRows implements PassengerRepository {
    private final Map<ReservoirId, AtomicLong> versions = new ConcurrentHashMap<>();
    private final AtomicInteger queries = new AtomicInteger();

    /** Commits a write; returns its version. */
    long write(ReservoirId reservoir) {
        return version(reservoir).incrementAndGet();
    }

    int queries() {
        return queries.get();
    }

    /** Called after a row was read and before it is returned. */
    void deliver() {}

    @Override
    public List<Passenger> available(ReservoirId reservoir) {
        queries.incrementAndGet();
        long version = version(reservoir).get();
        deliver();
        return List.of(passenger(reservoir, version));
    }

    private AtomicLong version(ReservoirId reservoir) {
        return versions.computeIfAbsent(reservoir, same -> new AtomicLong(1));
    }

    private static Passenger passenger(ReservoirId reservoir, long version) {
        return SomePassenger.of(reservoir)
                .withId(SomePassenger.id(0))
                .since(Instant.parse("2026-03-02T07:30:00Z"))
                .as(PassengerStatus.WAITING, version);
    }

    @Override
    public Map<String, RowOutcome> write(List<PassengerRow> rows) {
        throw new UnsupportedOperationException();
    }

    @Override
    public LookupResult lookup(Collection<String> passengerIds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int deleteFinished(Instant before, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void probe() {}
}
