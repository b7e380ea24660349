package commuter.notifier.hub;

import java.util.Arrays;
import java.util.List;

/** How far the log has been read: the next offset of each partition. Immutable. */
public final class LogPosition {
    private final long[] next;

    private LogPosition(long[] next) {
        this.next = next;
    }

    public static LogPosition of(long... next) {
        return new LogPosition(next.clone());
    }

    public int partitions() {
        return next.length;
    }

    public long next(int partition) {
        return next[partition];
    }

    /** The same position, with one partition read up to this offset. */
    public LogPosition with(int partition, long offset) {
        long[] moved = next.clone();
        moved[partition] = offset;
        return new LogPosition(moved);
    }

    public LogPosition after(LogEvent event) {
        return with(event.partition(), event.offset() + 1);
    }

    public LogPosition after(List<LogEvent> events) {
        long[] moved = next.clone();
        events.forEach(event -> moved[event.partition()] = event.offset() + 1);
        return new LogPosition(moved);
    }

    /** Whether an event has been read already. */
    public boolean includes(LogEvent event) {
        return event.offset() < next[event.partition()];
    }

    /** Whether, in these partitions, this position is equal to the other or after it. */
    public boolean reaches(LogPosition other, Iterable<Integer> partitions) {
        for (int partition : partitions) {
            if (next[partition] < other.next[partition]) {
                return false;
            }
        }
        return true;
    }

    /** The lower offset of both in each partition. */
    public LogPosition earlier(LogPosition other) {
        long[] least = next.clone();
        Arrays.setAll(least, partition -> Math.min(next[partition], other.next[partition]));
        return new LogPosition(least);
    }

    /** The higher offset of both in each partition. */
    public LogPosition later(LogPosition other) {
        long[] most = next.clone();
        Arrays.setAll(most, partition -> Math.max(next[partition], other.next[partition]));
        return new LogPosition(most);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogPosition that && Arrays.equals(next, that.next);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(next);
    }

    @Override
    public String toString() {
        return Arrays.toString(next);
    }
}
