package commuter.reservoir.dispatch;

import commuter.reservoir.outbox.Batch;
import commuter.reservoir.passenger.PassengerRepository;
import commuter.reservoir.passenger.PassengerRow;
import commuter.reservoir.passenger.RowOutcome;
import commuter.reservoir.passenger.StoredPassenger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes a batch: one database transaction, then one invalidation. It does not give up: what fails is tried again until
 * it succeeds, because the versions make every repetition harmless. Blocking; thread-safe.
 */
public final class BatchWriter {
    private final PassengerRepository repository;
    private final CacheInvalidation cache;
    private final Persistence persistence;
    private final RowWriter rowWriter;
    private final Throughput throughput = new Throughput();

    public BatchWriter(PassengerRepository repository, CacheInvalidation cache, Persistence persistence) {
        this.repository = repository;
        this.cache = cache;
        this.persistence = persistence;
        this.rowWriter = new RowWriter(repository, persistence);
    }

    public Answer write(Batch batch) {
        long start = System.nanoTime();
        Map<String, StoredPassenger> found = lookUp(batch.lookUps());
        List<PassengerRow> rows = batch.rows();
        Map<String, RowOutcome> outcomes = rows.isEmpty() ? Map.of() : writeAndInvalidate(rows);
        throughput.count(rows.size(), System.nanoTime() - start);
        return new Answer(outcomes, found);
    }

    public Throughput throughput() {
        return throughput;
    }

    private Map<String, RowOutcome> writeAndInvalidate(List<PassengerRow> rows) {
        Map<String, RowOutcome> outcomes = rowWriter.write(rows);
        persistence.insist(Part.REDIS, () -> {
            cache.invalidate(Batch.reservoirs(rows));
            return true;
        });
        return outcomes;
    }

    private Map<String, StoredPassenger> lookUp(Set<String> passengerIds) {
        if (passengerIds.isEmpty()) {
            return Map.of();
        }
        return persistence.insist(Part.STRAPI, () -> repository.lookup(passengerIds)).stream()
                .collect(Collectors.toMap(found -> found.passenger().passengerId(), Function.identity()));
    }
}
