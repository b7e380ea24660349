package commuter.notifier.hub;

import commuter.schemas.ReservoirId;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Who waits in a reservoir, read from the reservoir service. Thread-safe; never blocks. */
public interface Snapshots {
    /**
     * Reads each of these reservoirs, or uses a result that is seconds old.
     *
     * @param known those for which there have been stats or events; most of the others have never had a passenger
     * @param now the present position in the log
     * @param fresh whether the result must not be older than {@code now}
     * @return what could be read; a failure for one reservoir does not affect the others
     */
    CompletableFuture<Readings> of(
            Collection<ReservoirId> reservoirs, Predicate<ReservoirId> known, LogPosition now, boolean fresh);

    /**
     * The outcome of one request.
     *
     * @param read in the order of the request
     * @param unread the reservoirs that could not be read
     */
    record Readings(List<Snapshot> read, List<ReservoirId> unread) {}

    /**
     * The passengers who wait in a reservoir.
     *
     * @param since a position in the log: all events before it are included in the passengers, and some events after it
     *     may be
     * @param passengers a JSON array
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Snapshot(ReservoirId reservoir, LogPosition since, byte[] passengers) {}
}
