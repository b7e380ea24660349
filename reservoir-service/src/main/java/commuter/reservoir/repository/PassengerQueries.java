package commuter.reservoir.repository;

import commuter.schemas.Passenger;
import commuter.schemas.ReservoirId;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Finds passengers in the database by their fields. Blocking; thread-safe.
 *
 * <p>Throws {@link RepositoryException} when the database cannot answer.
 */
public interface PassengerQueries {
    /** Maximum number of passengers of one page. */
    int LARGEST_PAGE = 1000;

    /**
     * One page of an answer.
     *
     * @param total how many passengers match on all pages, from where the query begins
     */
    record Page(List<Passenger> passengers, long total) {}

    Page list(PassengerQuery query);

    /**
     * Which of these reservoirs, at most a thousand, have waiting passengers. It is one read for any number of
     * reservoirs.
     */
    Set<ReservoirId> waiting(Collection<ReservoirId> reservoirs);

    /** The nearest passengers first, up to the query's limit; the total includes those beyond the limit. */
    Page nearby(NearbyQuery query);
}
