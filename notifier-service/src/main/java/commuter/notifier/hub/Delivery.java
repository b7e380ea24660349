package commuter.notifier.hub;

import java.util.ArrayList;
import java.util.List;

/**
 * Events that were read together, each encoded once. Immutable.
 *
 * @param number counts the deliveries of this instance
 * @param before where the log stood before the first of them
 * @param after where it stands after the last
 * @param messages the events, encoded; as many as there are events, or none any more
 * @param cursor that of {@code after}
 */
record Delivery(
        long number, Position before, Position after, List<LogEvent> events, List<Message> messages, String cursor) {

    static Delivery of(long number, Position before, List<LogEvent> events, CursorCodec cursors) {
        List<Message> messages = new ArrayList<>(events.size());
        Position position = before;
        for (LogEvent event : events) {
            position = position.after(event);
            messages.add(Envelope.event(event, cursors.encode(position)));
        }
        return new Delivery(number, before, position, List.copyOf(events), messages, cursors.encode(position));
    }

    /** Without the encoded messages: who is told of it later gets messages of his own. */
    Delivery remembered() {
        return new Delivery(number, before, after, events, List.of(), cursor);
    }

    long bytes() {
        return events.stream().mapToLong(event -> event.json().length).sum();
    }
}
