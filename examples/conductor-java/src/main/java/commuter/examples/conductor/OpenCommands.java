package commuter.examples.conductor;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Which commands have no result yet. The same command gets a result each time that it is sent. Thread-safe. */
final class OpenCommands {
    private static final int REMEMBERED = 10_000;

    private final Set<String> open = new HashSet<>();
    private final Map<String, Boolean> answered = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** A command is about to be sent, perhaps again. */
    synchronized void sent(String commandId) {
        if (!answered.containsKey(commandId)) {
            open.add(commandId);
        }
    }

    /**
     * A result has come. If it is the first one of a command of ours, it is reported, and only then the command is no
     * longer open: the program may end as soon as none is.
     */
    synchronized void answered(String commandId, Runnable report) {
        if (open.contains(commandId)) {
            report.run();
            open.remove(commandId);
            answered.put(commandId, true);
            notifyAll();
        }
    }

    /** Waits until no command is open; returns whether that comes in time. */
    synchronized boolean awaitAll(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!open.isEmpty()) {
            long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }
}
