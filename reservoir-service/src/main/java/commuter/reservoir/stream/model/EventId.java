package commuter.reservoir.stream.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/**
 * Ids of events. Those of the reservoir's own are derived from their cause, as UUIDs of version 3, and so the same at
 * every replay; those of edits in Strapi are drawn at random, as UUIDs of version 4.
 */
public final class EventId {
    private static final int LENGTH = 36;
    private static final int PLACE_OF_VERSION = 14;

    private EventId() {}

    static String derivedFrom(String cause) {
        return UUID.nameUUIDFromBytes(cause.getBytes(UTF_8)).toString();
    }

    /** Whether an event with this id is the reservoir's own, and not an edit in Strapi. */
    public static boolean isDerived(String eventId) {
        return eventId.length() == LENGTH && eventId.charAt(PLACE_OF_VERSION) == '3';
    }
}
