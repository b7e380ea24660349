package commuter.reservoir.stream.model;

import org.jspecify.annotations.Nullable;

/**
 * The record that an input came from. Its position makes a replay lead to the same event id. Its bytes are needed if it
 * becomes a dead letter.
 *
 * @param timestamp of the record, plausible or not, in milliseconds since the epoch
 * @param traceparent the W3C trace context that the record carried
 */
public record Origin(
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        @Nullable String traceparent) {

    /** The record's position, such as {@code passenger.commands-3@41}. */
    public String place() {
        return topic + "-" + partition + "@" + offset;
    }

    /**
     * The id of the one event to which this record can lead. It is derived from the position in the log, not drawn at
     * random: a replay after a crash gets the same id, and a second record with the same content gets another one.
     */
    public String eventId(String passengerId) {
        String name = passengerId + '|' + topic + '|' + partition + '|' + offset + '|' + timestamp;
        return EventId.derivedFrom(name);
    }
}
