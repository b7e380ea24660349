package commuter.reservoir.stream.pending;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The pending writes on disk. Entries are stored in slots that are reused. One record, the watermark, says up to which
 * position they are completed. So a batch of a thousand entries needs one write when it completes, instead of a
 * thousand deletions, each of which would also be a record in the changelog.
 */
final class PendingWritesStore {
    private static final long WATERMARK_KEY = -1;

    private final KeyValueStore<Long, byte[]> store;
    private final Map<Long, Long> slotsByPosition = new HashMap<>();
    private final Map<Long, Unreadable> unreadable = new TreeMap<>();
    private final Deque<Long> freeSlots = new ArrayDeque<>();
    private long slots;
    private long watermark;

    PendingWritesStore(KeyValueStore<Long, byte[]> store) {
        this.store = store;
        byte @Nullable [] stored = store.get(WATERMARK_KEY);
        this.watermark = stored == null ? -1 : ByteBuffer.wrap(stored).getLong();
    }

    /** The entries that are not completed, oldest first. Must be called once, before any other method. */
    List<PendingWrite> load() {
        List<PendingWrite> entries = new ArrayList<>();
        try (KeyValueIterator<Long, byte[]> all = store.all()) {
            while (all.hasNext()) {
                load(all.next(), entries);
            }
        }
        entries.sort(Comparator.comparingLong(PendingWrite::position));
        return entries;
    }

    private void load(KeyValue<Long, byte[]> record, List<PendingWrite> entries) {
        if (record.key == WATERMARK_KEY) {
            return;
        }
        slots = Math.max(slots, record.key + 1);
        long position = PendingWriteCodec.position(record.value);
        if (position > watermark) {
            slotsByPosition.put(position, record.key);
            try {
                entries.add(PendingWriteCodec.read(record.value));
            } catch (RuntimeException e) {
                unreadable.put(position, Unreadable.entry(record.value, 0, e));
            }
        } else {
            freeSlots.add(record.key);
        }
    }

    /** Removes the entries that cannot be read. */
    List<Unreadable> takeUnreadable() {
        List<Unreadable> taken = List.copyOf(unreadable.values());
        unreadable.keySet().forEach(this::remove);
        unreadable.clear();
        return taken;
    }

    /** Entries up to this position are completed. */
    long watermark() {
        return watermark;
    }

    void put(PendingWrite entry) {
        Long free = freeSlots.poll();
        long slot = free == null ? slots++ : free;
        slotsByPosition.put(entry.position(), slot);
        store.put(slot, PendingWriteCodec.write(entry));
    }

    /** Stores that everything up to a position is completed. */
    void raiseWatermark(long position) {
        watermark = position;
        store.put(
                WATERMARK_KEY, ByteBuffer.allocate(Long.BYTES).putLong(position).array());
    }

    /** Frees an entry's slot. An entry above the watermark must be deleted from the slot, too. */
    void remove(long position) {
        Long slot = slotsByPosition.remove(position);
        if (slot == null) {
            throw new IllegalStateException("No pending write at position " + position);
        }
        if (position > watermark) {
            store.delete(slot);
        }
        freeSlots.add(slot);
    }
}
