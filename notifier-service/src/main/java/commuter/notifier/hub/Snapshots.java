package commuter.notifier.hub;

import commuter.schemas.ReservoirId;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Who waits in a reservoir, read from the reservoir service. Thread-safe; never blocks. */
public interface Snapshots {
    /**
     * Reads each of these reservoirs, or takes a reading that is seconds old.
     *
     * @param known those of which something has been heard: of the others, most have never had a passenger
     * @param now where the log stands
     * @param fresh whether what is read may not be older than {@code now}
     * @return what could be read; a reservoir that could not costs the others nothing
     */
    CompletableFuture<Readings> of(
            Collection<ReservoirId> reservoirs, Predicate<ReservoirId> known, LogPosition now, boolean fresh);

    /**
     * What became of one question.
     *
     * @param read in the order of the question
     * @param unread the reservoirs of which it is not known now who waits
     */
    record Readings(List<Snapshot> read, List<ReservoirId> unread) {}

    /**
     * The passengers who wait in a reservoir.
     *
     * @param since a place in the log: all events before it are in the passengers already, and some after it may be
     * @param passengers a JSON array
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Snapshot(ReservoirId reservoir, LogPosition since, byte[] passengers) {}
}
