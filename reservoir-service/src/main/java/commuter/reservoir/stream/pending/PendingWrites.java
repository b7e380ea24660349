package commuter.reservoir.stream.pending;

import commuter.reservoir.stream.model.Change;
import commuter.reservoir.stream.model.Input;
import commuter.reservoir.stream.model.InputDecision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The durable queue between deciding and writing, one for each task. A state store keeps it. All reads use a copy in
 * memory; the store is read only when a task starts. Not thread-safe: it belongs to the stream thread.
 */
public final class PendingWrites {
    private final PendingWritesStore store;
    private final Map<Long, PendingWrite> entries = new LinkedHashMap<>();
    /** By passenger id, the spawns that are stored on disk as their passenger's record. */
    private final Map<String, PendingWrite> spawns = new HashMap<>();

    private final Set<String> commandIds = new HashSet<>();
    private final Map<String, Integer> lookUps = new HashMap<>();
    private final QueueAge age = new QueueAge();
    private long nextPosition;
    private long weight;

    public PendingWrites(KeyValueStore<Long, byte[]> keyValueStore) {
        store = new PendingWritesStore(keyValueStore);
        nextPosition = store.watermark() + 1;
        store.load().forEach(this::remember);
    }

    /** Writes a first record without effect, so that the store's changelog is never empty. */
    public void seedChangelog() {
        store.raiseWatermark(store.watermark());
    }

    /** Adds, when a task starts, the spawns that are stored as their passenger's record. */
    public void recover(List<PendingWrite> spawnRecords) {
        List<PendingWrite> all = new ArrayList<>(entries.values());
        for (PendingWrite spawn : spawnRecords) {
            if (spawn.position() > store.watermark()) {
                spawns.put(spawn.passengerId(), spawn);
                all.add(spawn);
            }
        }
        all.sort(Comparator.comparingLong(PendingWrite::position));
        entries.clear();
        lookUps.clear();
        weight = 0;
        all.forEach(this::remember);
    }

    /** Removes entries that cannot be read, so that they are not found again at each start. */
    public List<Unreadable> takeUnreadable() {
        return store.takeUnreadable();
    }

    /** Appends a passenger's first version. On disk it is stored as the passenger's record, which the caller writes. */
    public PendingWrite append(Input.Spawn spawn, InputDecision.Write decision) {
        PendingWrite entry = new PendingWrite(nextPosition, spawn, decision);
        spawns.put(spawn.passengerId(), entry);
        remember(entry);
        return entry;
    }

    /** A passenger's record is about to be replaced. If its spawn is still pending, it must get an entry of its own. */
    public void secure(String passengerId) {
        PendingWrite spawn = spawns.remove(passengerId);
        if (spawn != null) {
            store.put(spawn);
        }
    }

    public void append(Input input, InputDecision decision) {
        PendingWrite entry = new PendingWrite(nextPosition, input, decision);
        store.put(entry);
        remember(entry);
    }

    /**
     * A batch, which always consists of the oldest entries, is completed: its entries are about to be removed one by
     * one.
     */
    public void settle(Batch batch) {
        store.raiseWatermark(batch.lastPosition());
    }

    /** Returns whether the entry was still here. */
    public boolean remove(PendingWrite entry) {
        if (entries.remove(entry.position()) == null) {
            return false;
        }
        weight -= entry.weight();
        if (!spawns.remove(entry.passengerId(), entry)) {
            store.remove(entry.position());
        }
        if (entry.decision() instanceof InputDecision.LookUp) {
            lookUps.computeIfPresent(entry.passengerId(), (id, count) -> count == 1 ? null : count - 1);
        }
        if (isOriginalCommand(entry)) {
            commandIds.remove(entry.input().commandId());
        }
        return true;
    }

    /** The oldest entries, up to this number and this size together; at least one, if there is any. */
    public List<PendingWrite> head(int mostEntries, long mostWeight) {
        List<PendingWrite> head = new ArrayList<>(Math.min(mostEntries, entries.size()));
        long left = mostWeight;
        for (PendingWrite entry : entries.values()) {
            left -= entry.weight();
            if (head.size() == mostEntries || (left < 0 && !head.isEmpty())) {
                break;
            }
            head.add(entry);
        }
        return head;
    }

    /** All entries that match, oldest first. */
    public List<PendingWrite> matching(Predicate<PendingWrite> wanted) {
        List<PendingWrite> found = new ArrayList<>();
        for (PendingWrite entry : entries.values()) {
            if (wanted.test(entry)) {
                found.add(entry);
            }
        }
        return found;
    }

    /** The oldest change of a passenger that is still to be written; null if there is none. */
    public @Nullable Change firstChangeOf(String passengerId) {
        for (PendingWrite entry : entries.values()) {
            if (entry.decision() instanceof InputDecision.Write write
                    && entry.passengerId().equals(passengerId)) {
                return write.change();
            }
        }
        return null;
    }

    public int size() {
        return entries.size();
    }

    /** Since when the oldest entry has been here; null if there is none. To be asked once a second. */
    public @Nullable Instant oldestSince(Instant now) {
        long oldest =
                entries.isEmpty() ? nextPosition : entries.keySet().iterator().next();
        return age.since(oldest, nextPosition, now);
    }

    /** The approximate size of all entries in bytes. */
    public long weight() {
        return weight;
    }

    /** Whether a command with this id is pending. */
    public boolean holdsCommand(String commandId) {
        return commandIds.contains(commandId);
    }

    /** Whether a command waits for a look-up of this passenger; later ones must queue behind it. */
    public boolean awaitsLookUp(String passengerId) {
        return lookUps.containsKey(passengerId);
    }

    private void remember(PendingWrite entry) {
        entries.put(entry.position(), entry);
        weight += entry.weight();
        nextPosition = entry.position() + 1;
        if (entry.decision() instanceof InputDecision.LookUp) {
            lookUps.merge(entry.passengerId(), 1, Integer::sum);
        }
        if (isOriginalCommand(entry)) {
            commandIds.add(entry.input().commandId());
        }
    }

    private static boolean isOriginalCommand(PendingWrite entry) {
        return entry.input() instanceof Input.Command && !(entry.decision() instanceof InputDecision.Repeat);
    }
}
