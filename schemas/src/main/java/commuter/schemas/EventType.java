package commuter.schemas;

import java.util.Locale;

/** The type of an event of a passenger. STATE_CHANGED covers reinstatement and rows edited in Strapi. */
public enum EventType {
    SPAWNED,
    BOARDED,
    ALIGHTED,
    CANCELLED,
    EXPIRED,
    STATE_CHANGED;

    private final String lowerCase = name().toLowerCase(Locale.ROOT);
    private final String cloudEventType = CloudEvent.type(lowerCase);

    /** The type in WebSocket frames, e.g. {@code passenger:state_changed}. */
    public String frameType() {
        return "passenger:" + lowerCase;
    }

    /** The CloudEvents type, e.g. {@code example.commuter.passenger.state_changed.v1}. */
    public String cloudEventType() {
        return cloudEventType;
    }
}
