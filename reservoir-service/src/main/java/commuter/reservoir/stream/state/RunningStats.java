package commuter.reservoir.stream.state;

import commuter.reservoir.stream.model.Change;
import commuter.schemas.EventType;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerStatus;
import commuter.schemas.ReservoirId;
import commuter.schemas.ReservoirStats;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The current stats of one reservoir. Belongs to the stream thread. */
final class RunningStats {
    private final Map<EventType, Long> totals = new EnumMap<>(EventType.class);
    private final NavigableSet<Place> queue = new TreeSet<>();
    private long sequence;
    private long waiting;
    private long boarded;

    /** A waiting passenger's position in the order of waiting. */
    private record Place(Instant since, String passengerId) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::since).thenComparing(Place::passengerId);

        static Place of(Passenger passenger) {
            return new Place(passenger.spawnedAt(), passenger.passengerId());
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    RunningStats() {}

    RunningStats(ReservoirStats stats) {
        sequence = stats.sequence();
        waiting = stats.waiting();
        boarded = stats.boarded();
        totals.put(EventType.SPAWNED, stats.totals().spawned());
        totals.put(EventType.BOARDED, stats.totals().boarded());
        totals.put(EventType.ALIGHTED, stats.totals().alighted());
        totals.put(EventType.CANCELLED, stats.totals().cancelled());
        totals.put(EventType.EXPIRED, stats.totals().expired());
    }

    /** Counts an event and returns its sequence number. */
    long enter(Change change) {
        totals.merge(change.type(), 1L, Long::sum);
        if (change.before() != null) {
            count(change.before().passenger(), -1);
        }
        count(change.passenger(), 1);
        return ++sequence;
    }

    /** Adds a passenger for whom there is no event. */
    void adopt(Passenger passenger) {
        count(passenger, 1);
    }

    /** Remembers passengers who were counted before a restart. */
    void recover(Passenger passenger) {
        if (passenger.status() == PassengerStatus.WAITING) {
            queue.add(Place.of(passenger));
        }
    }

    private void count(Passenger passenger, int by) {
        if (passenger.status() == PassengerStatus.WAITING) {
            waiting += by;
            if (by > 0) {
                queue.add(Place.of(passenger));
            } else {
                queue.remove(Place.of(passenger));
            }
        } else if (passenger.status() == PassengerStatus.BOARDED) {
            boarded += by;
        }
    }

    ReservoirStats stats(ReservoirId reservoir, Instant now) {
        ReservoirStats.Totals sums = new ReservoirStats.Totals(
                total(EventType.SPAWNED),
                total(EventType.BOARDED),
                total(EventType.ALIGHTED),
                total(EventType.CANCELLED),
                total(EventType.EXPIRED));
        Instant since = queue.isEmpty() ? null : queue.first().since();
        return new ReservoirStats(reservoir, sequence, waiting, boarded, since, sums, now);
    }

    private long total(EventType type) {
        return totals.getOrDefault(type, 0L);
    }
}
