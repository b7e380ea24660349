package commuter.notifier.story;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.notifier.hub.LogEvent;
import commuter.notifier.hub.RetainedLog;
import commuter.schemas.Json;
import commuter.schemas.ReservoirId;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.stereotype.Component;

/**
 * Reads the log backwards from its end until a passenger's first version, so that recent passengers are found soon.
 * Thread-safe; never blocks.
 */
@Component
class StoryReader {
    /** Offsets of one step back; the log is read in windows that begin at multiples of it. */
    static final int STEP = 2000;
    /** Maximum number of steps back: a story must not delay clients that resume. */
    static final int MOST_STEPS = 100;

    private final RetainedLog retainedLog;

    StoryReader(RetainedLog retainedLog) {
        this.retainedLog = retainedLog;
    }

    /**
     * Events of one passenger, oldest first, as they are in the log.
     *
     * @param complete whether the first event is included; otherwise the log is no longer retained, or was not read
     *     further back
     */
    record Story(List<byte[]> events, boolean complete) {}

    CompletableFuture<Story> read(String passengerId, ReservoirId reservoir) {
        int partition = retainedLog.partitionOf(reservoir);
        Search search = new Search(passengerId, partition);
        return retainedLog.end().thenCompose(end -> search.back(end.next(partition), MOST_STEPS));
    }

    private final class Search {
        private final byte[] id;
        private final int partition;
        private final Deque<byte[]> found = new ArrayDeque<>();

        Search(String passengerId, int partition) {
            this.id = passengerId.getBytes(UTF_8);
            this.partition = partition;
        }

        CompletableFuture<Story> back(long end, int steps) {
            if (end == 0 || steps == 0) {
                return done(false);
            }
            // The window's last offset is requested: if a part of the window is no longer retained, the rest is
            // returned.
            long last = end - 1;
            return retainedLog
                    .read(partition, last)
                    .handle((chunk, failure) -> failure == null ? take(chunk) : keptNoMore(failure))
                    .thenCompose(further -> further ? back(last - last % STEP, steps - 1) : done(isComplete()));
        }

        /** Whether to read further back. */
        private boolean take(RetainedLog.Chunk chunk) {
            List<LogEvent> events = chunk.events();
            for (int index = events.size() - 1; index >= 0; index--) {
                byte[] json = events.get(index).json();
                if (contains(json, id)) {
                    found.addFirst(json);
                }
            }
            return !isComplete();
        }

        private boolean keptNoMore(Throwable failure) {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause instanceof RetainedLog.RetentionOverException) {
                return false;
            }
            throw failure instanceof RuntimeException e ? e : new CompletionException(failure);
        }

        private boolean isComplete() {
            return !found.isEmpty() && isFirst(found.getFirst());
        }

        private CompletableFuture<Story> done(boolean complete) {
            return CompletableFuture.completedFuture(new Story(List.copyOf(found), complete));
        }
    }

    private static boolean isFirst(byte[] json) {
        return Json.MAPPER.readTree(json).at("/passenger/version").asLong(0) == 1;
    }

    private static boolean contains(byte[] text, byte[] wanted) {
        for (int at = 0; at <= text.length - wanted.length; at++) {
            if (text[at] == wanted[0] && Arrays.equals(text, at, at + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }
}
