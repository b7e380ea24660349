package commuter.reservoir.stream.state;

import commuter.reservoir.stream.model.Change;
import commuter.schemas.Passenger;
import commuter.schemas.ReservoirId;
import commuter.schemas.ReservoirStats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Numbers each reservoir's events and counts its passengers. Belongs to the stream thread. */
public final class ReservoirStatsStore {
    private final KeyValueStore<String, ReservoirStats> store;
    private final Map<ReservoirId, RunningStats> byReservoir = new HashMap<>();
    private final Set<ReservoirId> unsaved = new LinkedHashSet<>();
    private final Set<ReservoirId> unpublished = new LinkedHashSet<>();

    public ReservoirStatsStore(KeyValueStore<String, ReservoirStats> store) {
        this.store = store;
        try (KeyValueIterator<String, ReservoirStats> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, ReservoirStats> next = all.next();
                byReservoir.put(next.value.reservoir(), new RunningStats(next.value));
                unpublished.add(next.value.reservoir());
            }
        }
    }

    /** Writes a first record without effect, so that the changelog of the store is never empty. */
    public void seedChangelog() {
        store.delete("");
    }

    /** Counts an event and returns its sequence number. */
    public long enter(Change change) {
        return running(change.passenger().reservoir()).enter(change);
    }

    /** Adds a passenger who was found in the database and for whom there is no event. */
    public void adopt(Passenger passenger) {
        running(passenger.reservoir()).adopt(passenger);
    }

    /** Remembers a passenger who is included in the stored stats already. */
    public void recover(Passenger passenger) {
        byReservoir
                .computeIfAbsent(passenger.reservoir(), id -> new RunningStats())
                .recover(passenger);
    }

    /** Writes changed stats to the store. Must be called before the task commits. */
    public void save(Instant now) {
        for (ReservoirId reservoir : unsaved) {
            store.put(reservoir.toString(), running(reservoir).stats(reservoir, now));
        }
        unsaved.clear();
    }

    /** The stats that have changed since the last call. */
    public List<ReservoirStats> takeUnpublished(Instant now) {
        List<ReservoirStats> stats = new ArrayList<>(unpublished.size());
        for (ReservoirId reservoir : unpublished) {
            stats.add(byReservoir
                    .computeIfAbsent(reservoir, id -> new RunningStats())
                    .stats(reservoir, now));
        }
        unpublished.clear();
        return stats;
    }

    private RunningStats running(ReservoirId reservoir) {
        unsaved.add(reservoir);
        unpublished.add(reservoir);
        return byReservoir.computeIfAbsent(reservoir, id -> new RunningStats());
    }
}
