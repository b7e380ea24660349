package commuter.spawner.network;

import java.util.List;

/**
 * A file that the spawner was given and cannot use. Each line of the message is one notice, which names the file, and,
 * where there is one, the line and the field: {@code gtfs feed.zip: stop_times.txt line 17, field departure_time: ...}.
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
