package commuter.reservoir.stream.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/**
 * Ids of events. The reservoir derives its own from their cause, as UUIDs of version 3, so they are the same at every
 * replay. Those of edits in Strapi are random UUIDs of version 4.
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
