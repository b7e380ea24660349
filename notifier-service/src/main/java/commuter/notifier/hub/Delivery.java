package commuter.notifier.hub;

import java.util.ArrayList;
import java.util.List;

/**
 * Events that were read together, each encoded once; none when only marks of transactions were read. Immutable.
 *
 * @param number counts the deliveries of this instance
 * @param before where the log stood before the first of them
 * @param after where it stands after the last, and after the marks behind it
 * @param messages the events, encoded; as many as there are events, or none any more
 * @param cursor that of {@code after}
 */
record Delivery(
        long number,
        LogPosition before,
        LogPosition after,
        List<LogEvent> events,
        List<Message> messages,
        String cursor) {
    private static final long OVERHEAD = 512;

    static Delivery of(long number, LogPosition before, List<LogEvent> events, LogPosition after, CursorCodec cursors) {
        List<Message> messages = new ArrayList<>(events.size());
        LogPosition logPosition = before;
        for (LogEvent event : events) {
            logPosition = logPosition.after(event);
            messages.add(Envelope.event(event, cursors.encode(logPosition)));
        }
        return new Delivery(number, before, after, List.copyOf(events), messages, cursors.encode(after));
    }

    /** Without the encoded messages: who is told of it later gets messages of his own. */
    Delivery remembered() {
        return new Delivery(number, before, after, events, List.of(), cursor);
    }

    /** What it takes in memory, roughly. */
    long bytes() {
        return OVERHEAD
                + events.stream().mapToLong(event -> event.json().length).sum();
    }
}
