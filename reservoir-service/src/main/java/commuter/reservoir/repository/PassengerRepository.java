package commuter.reservoir.repository;

import commuter.schemas.Passenger;
import commuter.schemas.ReservoirId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Data access and nothing else: no cache, no events, no decisions. Blocking; thread-safe.
 *
 * <p>Every method throws {@link RepositoryException} when the database cannot answer, and its kind says why.
 */
public interface PassengerRepository {

    /**
     * Writes all rows in one call and one transaction. When any row is invalid, nothing is written, and only the
     * invalid rows have an outcome.
     *
     * @return an outcome for each passenger id
     */
    Map<String, RowOutcome> write(List<PassengerRow> rows);

    /** Finds passengers by id. */
    LookupResult lookup(Collection<String> passengerIds);

    /** Lists everybody who waits in a reservoir, oldest first. */
    List<Passenger> available(ReservoirId reservoir);

    /**
     * Deletes passengers in a final status whose rows were last written before an instant, by the database's clock.
     * Safe to repeat, and for several callers at once.
     *
     * @param limit most rows that are deleted
     * @return how many were deleted; fewer than the limit when no more are left
     */
    int deleteFinished(Instant before, int limit);

    /** Returns when the database answers. */
    void probe();
}
