package commuter.reservoir.passenger;

import commuter.schemas.Passenger;
import commuter.schemas.ReservoirId;
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
     * Writes all rows in one call and one transaction. When any row is invalid, nothing is written, and only the invalid
     * rows have an outcome.
     *
     * @return an outcome for each passenger id
     */
    Map<String, RowOutcome> write(List<PassengerRow> rows);

    /** Finds passengers by id; those that do not exist are absent from the answer. */
    List<StoredPassenger> lookup(Collection<String> passengerIds);

    /** Lists everybody who waits in a reservoir, oldest first. */
    List<Passenger> available(ReservoirId reservoir);

    /** Returns when the database answers. */
    void probe();
}
