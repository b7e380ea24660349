package commuter.reservoir.topology;

import commuter.schemas.EventType;
import commuter.schemas.PassengerStatus;
import commuter.schemas.ReservoirId;
import commuter.schemas.ReservoirStats;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One reservoir's running figures. */
final class Tally {
    private final Map<EventType, Long> totals = new EnumMap<>(EventType.class);
    private long sequence;
    private long waiting;
    private long boarded;

    Tally() {}

    Tally(ReservoirStats stats) {
        sequence = stats.sequence();
        waiting = stats.waiting();
        boarded = stats.boarded();
        totals.put(EventType.SPAWNED, stats.totals().spawned());
        totals.put(EventType.BOARDED, stats.totals().boarded());
        totals.put(EventType.ALIGHTED, stats.totals().alighted());
        totals.put(EventType.CANCELLED, stats.totals().cancelled());
        totals.put(EventType.EXPIRED, stats.totals().expired());
    }

    long enter(EventType type, @Nullable PassengerStatus from, PassengerStatus to) {
        totals.merge(type, 1L, Long::sum);
        move(from, to);
        return ++sequence;
    }

    void move(@Nullable PassengerStatus from, @Nullable PassengerStatus to) {
        waiting += count(to, PassengerStatus.WAITING) - count(from, PassengerStatus.WAITING);
        boarded += count(to, PassengerStatus.BOARDED) - count(from, PassengerStatus.BOARDED);
    }

    ReservoirStats stats(ReservoirId reservoir, Instant now) {
        ReservoirStats.Totals sums = new ReservoirStats.Totals(
                total(EventType.SPAWNED),
                total(EventType.BOARDED),
                total(EventType.ALIGHTED),
                total(EventType.CANCELLED),
                total(EventType.EXPIRED));
        return new ReservoirStats(reservoir, sequence, waiting, boarded, sums, now);
    }

    private long total(EventType type) {
        return totals.getOrDefault(type, 0L);
    }

    private static int count(@Nullable PassengerStatus status, PassengerStatus wanted) {
        return status == wanted ? 1 : 0;
    }
}
