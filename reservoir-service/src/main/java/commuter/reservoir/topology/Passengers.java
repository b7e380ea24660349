package commuter.reservoir.topology;

import commuter.reservoir.outbox.Input;
import commuter.reservoir.passenger.StoredPassenger;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The live passengers of a task, each as the last verdict left it, whether that has landed or not. Finished passengers
 * leave, so that the store's size follows the number of those who wait or ride. Belongs to the stream thread.
 */
final class Passengers {
    private final KeyValueStore<String, StoredPassenger> store;

    /** Who gives up when. Entries of passengers who have boarded meanwhile stay until their time, and then do nothing. */
    private final PriorityQueue<Deadline> deadlines = new PriorityQueue<>(Comparator.comparing(Deadline::at));

    private record Deadline(Instant at, String passengerId) {}

    Passengers(KeyValueStore<String, StoredPassenger> store) {
        this.store = store;
        try (KeyValueIterator<String, StoredPassenger> all = store.all()) {
            all.forEachRemaining(entry -> watch(entry.value.passenger()));
        }
    }

    /** Writes a first record, of no effect: see {@link ReservoirProcessor}. */
    void leaveATrace() {
        remove("");
    }

    @Nullable
    StoredPassenger find(String passengerId) {
        return store.get(passengerId);
    }

    void put(StoredPassenger stored) {
        store.put(stored.passenger().passengerId(), stored);
        watch(stored.passenger());
    }

    void remove(String passengerId) {
        store.delete(passengerId);
    }

    /** Takes a step back that could not be made; {@code before} is null for a passenger who was never there. */
    void restore(String passengerId, @Nullable StoredPassenger before) {
        if (before != null && before.passenger().status().isLive()) {
            put(before);
        } else {
            remove(passengerId);
        }
    }

    /** Lets a passenger go whose end has landed, unless a later verdict has revived it. */
    void release(Passenger landed) {
        if (landed.status().isLive()) {
            return;
        }
        StoredPassenger latest = find(landed.passengerId());
        if (latest != null && latest.passenger().version() == landed.version()) {
            remove(landed.passengerId());
        }
    }

    /** Those whose patience has ended by {@code now} and who still wait. */
    List<Input.Expiry> takeOverdue(Instant now) {
        List<Input.Expiry> overdue = new ArrayList<>();
        while (!deadlines.isEmpty() && !deadlines.peek().at().isAfter(now)) {
            Deadline deadline = deadlines.poll();
            StoredPassenger stored = find(deadline.passengerId());
            if (stored != null && waitsUntil(stored.passenger(), deadline.at())) {
                overdue.add(new Input.Expiry(
                        deadline.passengerId(), stored.passenger().version()));
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
