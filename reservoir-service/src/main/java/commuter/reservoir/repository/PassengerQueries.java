package commuter.reservoir.repository;

import commuter.schemas.Passenger;
import commuter.schemas.ReservoirId;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Finds passengers by what they are, in the database. Blocking; thread-safe.
 *
 * <p>Throws {@link RepositoryException} when the database cannot answer.
 */
public interface PassengerQueries {
    /** The most passengers of one page. */
    int LARGEST_PAGE = 1000;

    /**
     * One page of an answer.
     *
     * @param total how many match on all pages, from where the query begins
     */
    record Page(List<Passenger> passengers, long total) {}

    Page list(PassengerQuery query);

    /** In which of these reservoirs, at most a thousand, anybody waits: one read, however many there are. */
    Set<ReservoirId> waiting(Collection<ReservoirId> reservoirs);

    /** The nearest first, up to the query's limit; the total counts those beyond it, too. */
    Page nearby(NearbyQuery query);
}
