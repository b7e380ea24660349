package commuter.text.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Keeps the log readable during an outage. The clients of Kafka and Redis, and the web server, log a warning for each
 * attempt, several times a second and each with its own name. Each kind of warning is logged once a minute, with the
 * number of those left out. A message that was not logged before is never left out, and neither is an error.
 * Thread-safe.
 */
public final class RepetitionFilter extends TurboFilter {
    private static final org.slf4j.Logger log = LoggerFactory.getLogger(RepetitionFilter.class);
    private static final List<String> LIBRARIES = List.of("org.apache.kafka.", "io.lettuce.", "io.netty.", "reactor.");
    private static final Duration ONCE_IN = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 500;

    /** The client's name, with which Kafka's clients begin each message. */
    private static final Pattern CLIENT = Pattern.compile("^\\[[^]]*] ");

    private final Map<String, Said> said = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Said> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private record Said(long nanos, int leftOut) {}

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] params,
            @Nullable Throwable thrown) {
        if (level != Level.WARN || format == null || !isOfLibrary(logger.getName()) || !logger.isEnabledFor(level)) {
            return FilterReply.NEUTRAL;
        }
        String kind = logger.getName()
                + CLIENT.matcher(format).replaceFirst("")
                + (thrown == null ? "" : thrown.getClass().getName());
        int leftOut = leftOut(kind, System.nanoTime());
        if (leftOut > 0) {
            log.warn("{} more like the next line were left out", leftOut);
        }
        return leftOut < 0 ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private static boolean isOfLibrary(String logger) {
        return LIBRARIES.stream().anyMatch(logger::startsWith);
    }

    /** How many were left out since one was logged; negative if this is one more. */
    synchronized int leftOut(String kind, long now) {
        @Nullable Said last = said.remove(kind);
        if (last != null && now - last.nanos() < ONCE_IN.toNanos()) {
            said.put(kind, new Said(last.nanos(), last.leftOut() + 1));
            return -1;
        }
        said.put(kind, new Said(now, 0));
        return last == null ? 0 : last.leftOut();
    }
}
