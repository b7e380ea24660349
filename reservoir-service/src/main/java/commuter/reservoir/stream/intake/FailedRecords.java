package commuter.reservoir.stream.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inputs over which the stream has failed, by their positions. After a failure the stream restarts at its last
 * commit, and reads the same input again. After three failures over it, that input is skipped: it becomes a dead letter
 * before any other code sees it. A record that cannot even be read because it does not fit into memory must be skipped
 * by an operator with {@code bin/dead-letters skip}. Thread-safe.
 */
public final class FailedRecords {
    private static final Logger log = LoggerFactory.getLogger(FailedRecords.class);

    /** More than one, because a failure may have been an accident. */
    private static final int TRIES = 3;

    private static final int MOST_REMEMBERED = 1_000;
    private static final String UNKNOWN_PLACE = "an unknown place";
    private static final String RECORD = "record";

    /** A failure without a known input is over when it has not happened again for this time. */
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<String, Failure> failures = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failure> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };
    private volatile boolean some;

    /**
     * A failure of the stream.
     *
     * @param place such as {@code passenger.commands-3@41}
     * @param since when it first failed
     * @param last when it failed last
     * @param times how often it has failed
     * @param passed whether the stream has passed the input since
     */
    public record Failure(String place, Instant since, Instant last, int times, String reason, boolean passed) {}

    public FailedRecords(InstantSource clock) {
        this.clock = clock;
    }

    /** The position of a record. */
    public static String place(String topic, int partition, long offset) {
        return topic + "-" + partition + "@" + offset;
    }

    /** Records a failure of the stream; returns the number of failures at this place. */
    public int failed(Throwable why) {
        FailedInputException known = find(why);
        String place = known == null ? UNKNOWN_PLACE : known.place();
        Throwable cause = known == null || known.getCause() == null ? why : known.getCause();
        Failure failure = note(place, cause.toString());
        if (failure.times() == 1) {
            log.atError()
                    .addKeyValue(RECORD, place)
                    .setCause(cause)
                    .log("The stream has failed at {} and begins anew at its last commit", place);
        } else if (failure.times() == TRIES && known != null) {
            log.atError()
                    .addKeyValue(RECORD, place)
                    .log("The stream has failed {} times at {}: it becomes a dead letter", TRIES, place);
        } else {
            log.atWarn()
                    .addKeyValue(RECORD, place)
                    .log("The stream has failed {} times at {}: {}", failure.times(), place, failure.reason());
        }
        return failure.times();
    }

    private synchronized Failure note(String place, String reason) {
        Instant now = clock.instant();
        @Nullable Failure before = failures.remove(place);
        Failure failure = before == null
                ? new Failure(place, now, now, 1, reason, false)
                : new Failure(place, before.since(), now, before.times() + 1, reason, false);
        failures.put(place, failure);
        some = true;
        return failure;
    }

    /** The reason why an input must not be processed again; empty for nearly all. */
    public Optional<String> passOver(String place) {
        if (!some) {
            return Optional.empty();
        }
        synchronized (this) {
            return Optional.ofNullable(failures.get(place))
                    .filter(failure -> failure.times() >= TRIES)
                    .map(failure -> "the reservoir failed over it " + failure.times() + " times: " + failure.reason());
        }
    }

    /** The stream has processed this input without a failure. */
    public void passed(String place) {
        if (some) {
            synchronized (this) {
                failures.computeIfPresent(
                        place,
                        (same, failure) -> new Failure(
                                place, failure.since(), failure.last(), failure.times(), failure.reason(), true));
            }
        }
    }

    /** The failure at which the stream is stopped now. */
    public synchronized List<Failure> current() {
        Instant quietSince = clock.instant().minus(QUIET);
        return failures.values().stream()
                .filter(failure -> !failure.passed())
                .filter(failure -> known(failure.place()) || failure.last().isAfter(quietSince))
                .toList();
    }

    private static boolean known(String place) {
        return !place.equals(UNKNOWN_PLACE);
    }

    private static @Nullable FailedInputException find(Throwable why) {
        for (Throwable cause = why; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailedInputException failed) {
                return failed;
            }
        }
        return null;
    }
}
