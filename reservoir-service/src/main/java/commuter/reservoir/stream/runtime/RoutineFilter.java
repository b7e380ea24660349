package commuter.reservoir.stream.runtime;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Keeps the log readable after a kill. Kafka Streams logs for each store of each task that it is restored; this filter
 * replaces these lines by one line a minute. Thread-safe.
 */
final class RoutineFilter extends TurboFilter {
    private static final org.slf4j.Logger log = LoggerFactory.getLogger(RoutineFilter.class);
    private static final String KAFKA = "org.apache.kafka.";
    private static final Duration ONCE_IN = Duration.ofMinutes(1);

    /** Messages of Kafka Streams about tasks whose process was killed, besides exceptions. */
    private static final List<String> OF_UNCLEAN_ENDS = List.of(
            "did not find checkpoint offsets while stores are not empty",
            "Failed to register startup state stores",
            "Get exceptions for the following tasks",
            "Detected the states of tasks");

    private static final String UNCLEAN_END =
            "The stores of some tasks are read again from Kafka, since they were not closed in"
                    + " an orderly way: a kill, or a transaction that failed. Nothing is lost; until then these reservoirs wait";

    private @Nullable Long saidAt;

    @Override
    public FilterReply decide(
            Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] params,
            @Nullable Throwable thrown) {
        if (format == null || !logger.getName().startsWith(KAFKA) || !logger.isEnabledFor(level)) {
            return FilterReply.NEUTRAL;
        }
        if (!isOfUncleanEnd(format, params, thrown)) {
            return FilterReply.NEUTRAL;
        }
        if (isNew()) {
            log.warn(UNCLEAN_END);
        }
        return FilterReply.DENY;
    }

    private static boolean isOfUncleanEnd(String format, Object @Nullable [] params, @Nullable Throwable thrown) {
        if (isCorruption(thrown) || OF_UNCLEAN_ENDS.stream().anyMatch(format::contains)) {
            return true;
        }
        // If a message has placeholders, the exception is the last argument.
        return params != null && params.length > 0 && isCorruption(params[params.length - 1]);
    }

    private static boolean isCorruption(@Nullable Object thrown) {
        return thrown instanceof TaskCorruptedException;
    }

    private synchronized boolean isNew() {
        long now = System.nanoTime();
        if (saidAt != null && now - saidAt < ONCE_IN.toNanos()) {
            return false;
        }
        saidAt = now;
        return true;
    }
}
