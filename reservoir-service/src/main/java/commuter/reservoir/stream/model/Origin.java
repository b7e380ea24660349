package commuter.reservoir.stream.model;

import org.jspecify.annotations.Nullable;

/**
 * The record that an input came in: its place, so that a replay leads to the same event id, and its bytes, in case it
 * ends as a dead letter.
 *
 * @param timestamp that stands in the record, believed or not, in milliseconds since the epoch
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

    /** Where the record lies, as {@code passenger.commands-3@41}. */
    public String place() {
        return topic + "-" + partition + "@" + offset;
    }

    /**
     * The id of the one event that this record can lead to. It is derived from the place in the log, not drawn: a
     * replay after a crash gets the same id, and a second record that says the same gets another.
     */
    public String eventId(String passengerId) {
        String name = passengerId + '|' + topic + '|' + partition + '|' + offset + '|' + timestamp;
        return EventId.derivedFrom(name);
    }
}
