package commuter.reservoir.stream.pending;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Since when the oldest entry of a queue has been in it. It is asked once a second and exact to that. It remembers at
 * most one moment for each entry that is in the queue. Not thread-safe.
 */
final class QueueAge {
    private final Deque<Moment> moments = new ArrayDeque<>();

    /** At this time all positions before this one had been queued. */
    private record Moment(long before, Instant at) {}

    /**
     * Since when the oldest entry has been queued; null if the queue is empty.
     *
     * @param oldest position of the oldest entry
     * @param next position of the next entry to be queued; equal to {@code oldest} if the queue is empty
     */
    @Nullable
    Instant since(long oldest, long next, Instant now) {
        while (!moments.isEmpty() && moments.peekFirst().before() <= oldest) {
            moments.removeFirst();
        }
        if (oldest < next && (moments.isEmpty() || moments.peekLast().before() < next)) {
            moments.addLast(new Moment(next, now));
        }
        Moment first = moments.peekFirst();
        return first == null ? null : first.at();
    }
}
