package commuter.notifier.hub;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The latest deliveries up to a number of bytes, for clients that come back soon. One thread adds, any thread reads.
 */
final class RecentDeliveries {
    private final long limit;
    private final ConcurrentNavigableMap<Long, Delivery> deliveries = new ConcurrentSkipListMap<>();
    private long bytes;

    RecentDeliveries(long limit) {
        this.limit = limit;
    }

    void add(Delivery delivery) {
        deliveries.put(delivery.number(), delivery);
        bytes += delivery.bytes();
        while (bytes > limit && deliveries.size() > 1) {
            Map.Entry<Long, Delivery> oldest = deliveries.pollFirstEntry();
            bytes -= oldest.getValue().bytes();
        }
    }

    @Nullable
    Delivery get(long number) {
        return deliveries.get(number);
    }

    /** The number of the latest delivery from which nothing of these partitions after the position is missing. */
    Optional<Long> find(LogPosition logPosition, Collection<Integer> partitions) {
        for (Delivery delivery : deliveries.descendingMap().values()) {
            if (logPosition.reaches(delivery.before(), partitions)) {
                return Optional.of(delivery.number());
            }
        }
        return Optional.empty();
    }

    /** The position before the oldest delivery; empty when there is none. */
    Optional<LogPosition> begin() {
        return Optional.ofNullable(deliveries.firstEntry())
                .map(oldest -> oldest.getValue().before());
    }
}
