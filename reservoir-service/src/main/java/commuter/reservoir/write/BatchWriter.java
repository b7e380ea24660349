package commuter.reservoir.write;

import commuter.reservoir.health.Dependency;
import commuter.reservoir.repository.LookupResult;
import commuter.reservoir.repository.PassengerRepository;
import commuter.reservoir.repository.PassengerRow;
import commuter.reservoir.repository.RowOutcome;
import commuter.reservoir.stream.pending.Batch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a batch: one database transaction, then one invalidation of the cache. It does not give up: a failed attempt
 * is repeated until it succeeds, which is safe because of the versions. Blocking; thread-safe.
 */
public final class BatchWriter {
    private final PassengerRepository repository;
    private final CacheInvalidation cache;
    private final Retrier retrier;
    private final RowWriter rowWriter;
    private final Throughput throughput;

    public BatchWriter(
            PassengerRepository repository, CacheInvalidation cache, Retrier retrier, Throughput throughput) {
        this.repository = repository;
        this.cache = cache;
        this.retrier = retrier;
        this.throughput = throughput;
        this.rowWriter = new RowWriter(repository, retrier);
    }

    public BatchResult write(Batch batch) {
        long start = System.nanoTime();
        List<PassengerRow> rows = batch.rows();
        Map<String, RowOutcome> outcomes = rows.isEmpty() ? Map.of() : write(batch, rows);
        if (!batch.reservoirs().isEmpty()) {
            invalidate(batch);
        }
        // After the rows: the result of a look-up must include what this batch has written.
        LookupResult lookupResult = lookUp(batch.lookUps());
        throughput.count(rows.size(), System.nanoTime() - start);
        return new BatchResult(outcomes, lookupResult);
    }

    private Map<String, RowOutcome> write(Batch batch, List<PassengerRow> rows) {
        Map<String, RowOutcome> ofPassengers = rowWriter.write(rows);
        Map<String, RowOutcome> ofEvents = new HashMap<>();
        for (PassengerRow row : rows) {
            RowOutcome outcome = ofPassengers.get(row.passenger().passengerId());
            if (outcome instanceof RowOutcome.Invalid && row.eventIds().size() > 1) {
                ofEvents.putAll(writeStepByStep(batch.stepsOf(row.passenger().passengerId())));
            } else {
                row.eventIds().forEach(eventId -> ofEvents.put(eventId, outcome));
            }
        }
        return ofEvents;
    }

    /**
     * If a row that combines several steps is refused, it is unknown which step is the reason. So the steps are written
     * one by one. Those behind the culprit are not written.
     */
    private Map<String, RowOutcome> writeStepByStep(List<PassengerRow> steps) {
        Map<String, RowOutcome> outcomes = new HashMap<>();
        for (PassengerRow step : steps) {
            RowOutcome outcome =
                    rowWriter.write(List.of(step)).get(step.passenger().passengerId());
            outcomes.put(step.eventId(), outcome);
            if (!(outcome instanceof RowOutcome.Written)) {
                break;
            }
        }
        return outcomes;
    }

    private void invalidate(Batch batch) {
        retrier.retry(Dependency.REDIS, () -> {
            cache.invalidate(batch.reservoirs());
            return true;
        });
    }

    private LookupResult lookUp(Set<String> passengerIds) {
        return passengerIds.isEmpty()
                ? LookupResult.NOBODY
                : retrier.retry(Dependency.STRAPI, () -> repository.lookup(passengerIds));
    }
}
