package commuter.spawner.network;

import java.util.List;

/**
 * A file for the spawner cannot be used. Each line of the message is one notice, which names the file and, if known,
 * the line and the field: {@code gtfs feed.zip: stop_times.txt line 17, field departure_time: ...}.
 */
public final class FeedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FeedException(String where, String problem) {
        super(where + ": " + problem);
    }

    public FeedException(String where, String problem, Throwable cause) {
        super(where + ": " + problem, cause);
    }

    FeedException(List<String> notices) {
        super(String.join("\n", notices));
    }
}
