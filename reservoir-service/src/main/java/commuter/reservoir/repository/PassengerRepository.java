package commuter.reservoir.repository;

import commuter.schemas.Passenger;
import commuter.schemas.ReservoirId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Data access only: no cache, no events, no decisions. Blocking; thread-safe.
 *
 * <p>Every method throws {@link RepositoryException} when the database cannot answer; the subclass says why.
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

    /** Lists all passengers who wait in a reservoir, oldest first. */
    List<Passenger> available(ReservoirId reservoir);

    /**
     * Deletes passengers in a final status whose rows were last written before an instant, by the database's clock.
     * Safe to repeat, and safe for several callers at once.
     *
     * @param limit maximum number of rows to delete
     * @return number of deleted rows; fewer than the limit when no more are left
     */
    int deleteFinished(Instant before, int limit);

    /** Returns normally when the database answers. */
    void probe();
}
