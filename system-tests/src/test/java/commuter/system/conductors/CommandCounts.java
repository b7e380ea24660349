package commuter.system.conductors;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what was done, so that a run with few actions does not pass. Thread-safe. */
final class CommandCounts {
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

    void count(String what) {
        counts.computeIfAbsent(what, key -> new AtomicInteger()).incrementAndGet();
    }

    int of(String what) {
        return counts.getOrDefault(what, new AtomicInteger()).get();
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
