package commuter.reservoir.reservoir.client;

import java.util.List;

/**
 * Kafka has not acknowledged everything that was published. The named records may still arrive; it is safe to publish
 * them again with the same ids.
 */
public final class NotAcknowledgedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int NAMED = 20;

    private final List<String> ids;

    NotAcknowledgedException(List<String> ids, Throwable cause) {
        super("Kafka has not acknowledged " + named(ids) + ": " + reason(cause), cause);
        this.ids = List.copyOf(ids);
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? "no answer in time" : cause.getMessage();
    }

    /** The passengers' or the command's ids. */
    public List<String> ids() {
        return ids;
    }

    private static String named(List<String> ids) {
        String first = String.join(", ", ids.subList(0, Math.min(NAMED, ids.size())));
        return ids.size() > NAMED ? first + " and " + (ids.size() - NAMED) + " more" : first;
    }
}
