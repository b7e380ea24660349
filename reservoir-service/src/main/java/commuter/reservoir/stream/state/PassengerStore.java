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
 * The live passengers of a task, in the state of the last decision, whether that was written or not. Finished
 * passengers are removed, so the store's size depends on the number of passengers who wait or ride. Belongs to the
 * stream thread.
 */
public final class PassengerStore {
    private final KeyValueStore<String, byte[]> store;
    private final PendingWrites pendingWrites;

    /**
     * Who expires when. Entries of passengers who have boarded meanwhile stay until their time, and then have no
     * effect.
     */
    private final PriorityQueue<Deadline> deadlines = new PriorityQueue<>(Comparator.comparing(Deadline::at));

    private final Map<String, Unreadable> unreadable = new HashMap<>();

    private record Deadline(Instant at, String passengerId) {}

    /** @param recovered is called with every passenger that the store contains at start */
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
     * Removes records that cannot be read. A passenger who was in Strapi already is looked up there, like any passenger
     * who has left.
     */
    public List<Unreadable> takeUnreadable() {
        List<Unreadable> taken = List.copyOf(unreadable.values());
        unreadable.keySet().forEach(store::delete);
        unreadable.clear();
        return taken;
    }

    /** Writes a first record without effect, so that the changelog of the store is never empty. */
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

    /** Adds a new passenger, together with the pending write. */
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
     * Takes back a step that could not be made; {@code before} is null if the passenger did not exist. A passenger who
     * waits again still has their deadline. After an expiry that could not be made the deadline has passed, and the
     * expiry is not repeated for ever.
     */
    public void restore(String passengerId, @Nullable StoredPassenger before) {
        if (before != null && before.passenger().status().isLive()) {
            pendingWrites.secure(passengerId);
            store.put(passengerId, PassengerRecord.of(before));
        } else {
            remove(passengerId);
        }
    }

    /** Removes a passenger whose last step has completed, unless a later decision has made them live again. */
    public void release(Passenger completed) {
        if (completed.status().isLive()) {
            return;
        }
        StoredPassenger latest = find(completed.passengerId());
        if (latest != null && latest.passenger().version() == completed.version()) {
            remove(completed.passengerId());
        }
    }

    /** Whether there may be passengers whose waiting time is over by {@code now}. */
    public boolean isAnyDue(Instant now) {
        return !deadlines.isEmpty() && !deadlines.peek().at().isAfter(now);
    }

    /** Passengers whose waiting time is over by {@code now} and who still wait. */
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
