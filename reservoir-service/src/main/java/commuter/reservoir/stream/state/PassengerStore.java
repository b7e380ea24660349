package commuter.reservoir.stream.state;

import commuter.reservoir.passenger.StoredPassenger;
import commuter.reservoir.stream.model.Input;
import commuter.reservoir.stream.pending.PassengerRecord;
import commuter.reservoir.stream.pending.PendingWrite;
import commuter.reservoir.stream.pending.PendingWrites;
import commuter.reservoir.stream.pending.Unreadable;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The live passengers of a task, each as the last decision left it, whether that has completed or not. Finished
 * passengers leave, so that the store's size follows the number of those who wait or ride. Belongs to the stream
 * thread.
 */
public final class PassengerStore {
    private final KeyValueStore<String, byte[]> store;
    private final PendingWrites pendingWrites;

    /**
     * Who gives up when. Entries of passengers who have boarded meanwhile stay until their time, and then do nothing.
     */
    private final PriorityQueue<Deadline> deadlines = new PriorityQueue<>(Comparator.comparing(Deadline::at));

    private final Map<String, Unreadable> unreadable = new HashMap<>();

    private record Deadline(Instant at, String passengerId) {}

    /** @param recovered is told of every passenger that the store has already */
    public PassengerStore(
            KeyValueStore<String, byte[]> store, PendingWrites pendingWrites, Consumer<Passenger> recovered) {
        this.store = store;
        this.pendingWrites = pendingWrites;
        List<PendingWrite> spawns = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> next = all.next();
                try {
                    recover(next.value, spawns, recovered);
                } catch (RuntimeException e) {
                    unreadable.put(next.key, PassengerRecord.unreadable(next.key, next.value, e));
                }
            }
        }
        pendingWrites.recover(spawns);
    }

    private void recover(byte[] bytes, List<PendingWrite> spawns, Consumer<Passenger> recovered) {
        Passenger passenger = PassengerRecord.read(bytes).passenger();
        PendingWrite spawn = PassengerRecord.spawn(bytes);
        watch(passenger);
        recovered.accept(passenger);
        if (spawn != null) {
            spawns.add(spawn);
        }
    }

    /**
     * Takes out those whose records cannot be read: who was in Strapi already is known there, as anybody who has left.
     */
    public List<Unreadable> takeUnreadable() {
        List<Unreadable> taken = List.copyOf(unreadable.values());
        unreadable.keySet().forEach(store::delete);
        unreadable.clear();
        return taken;
    }

    /** Writes a first record, of no effect, so that the changelog of the store is never empty. */
    public void seedChangelog() {
        remove("");
    }

    @Nullable
    public StoredPassenger find(String passengerId) {
        byte[] bytes = unreadable.containsKey(passengerId) ? null : store.get(passengerId);
        return bytes == null ? null : PassengerRecord.read(bytes);
    }

    public boolean has(String passengerId) {
        return store.get(passengerId) != null;
    }

    /** Takes in a new passenger, together with the pending write. */
    public void spawn(PendingWrite spawn, Passenger passenger) {
        store.put(passenger.passengerId(), PassengerRecord.of(spawn));
        watch(passenger);
    }

    public void put(StoredPassenger stored) {
        String passengerId = stored.passenger().passengerId();
        pendingWrites.secure(passengerId);
        store.put(passengerId, PassengerRecord.of(stored));
        watch(stored.passenger());
    }

    public void remove(String passengerId) {
        pendingWrites.secure(passengerId);
        store.delete(passengerId);
    }

    /**
     * Takes a step back that could not be made; {@code before} is null for a passenger who was never there. The
     * deadline of one who waits again is still known; after an expiry that could not be made it has passed, and is not
     * tried for ever.
     */
    public void restore(String passengerId, @Nullable StoredPassenger before) {
        if (before != null && before.passenger().status().isLive()) {
            pendingWrites.secure(passengerId);
            store.put(passengerId, PassengerRecord.of(before));
        } else {
            remove(passengerId);
        }
    }

    /** Lets a passenger go whose end has completed, unless a later decision has revived it. */
    public void release(Passenger completed) {
        if (completed.status().isLive()) {
            return;
        }
        StoredPassenger latest = find(completed.passengerId());
        if (latest != null && latest.passenger().version() == completed.version()) {
            remove(completed.passengerId());
        }
    }

    /** Whether somebody may have waited too long by {@code now}. */
    public boolean isAnyDue(Instant now) {
        return !deadlines.isEmpty() && !deadlines.peek().at().isAfter(now);
    }

    /** Those whose patience has ended by {@code now} and who still wait. */
    public List<Input.Expiry> takeOverdue(Instant now) {
        List<Input.Expiry> overdue = new ArrayList<>();
        while (isAnyDue(now)) {
            Deadline deadline = deadlines.poll();
            StoredPassenger stored = find(deadline.passengerId());
            if (stored != null && waitsUntil(stored.passenger(), deadline.at())) {
                overdue.add(new Input.Expiry(deadline.passengerId(), stored.eventId()));
            }
        }
        return overdue;
    }

    private void watch(Passenger passenger) {
        if (passenger.status() == PassengerStatus.WAITING) {
            deadlines.add(new Deadline(passenger.expiresAt(), passenger.passengerId()));
        }
    }

    private static boolean waitsUntil(Passenger passenger, Instant at) {
        return passenger.status() == PassengerStatus.WAITING
                && passenger.expiresAt().equals(at);
    }
}
