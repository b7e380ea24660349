package commuter.notifier.hub;

import java.util.ArrayList;
import java.util.List;

/**
 * Events that were read together, each encoded once; empty when only transaction markers were read. Immutable.
 *
 * @param number counts the deliveries of this instance
 * @param before position in the log before the first event
 * @param after position after the last event and the markers behind it
 * @param messages the encoded events; one for each event, or none if they were dropped
 * @param cursor of the position {@code after}
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

    /** Without the encoded messages: a client that gets the events later gets messages of its own. */
    Delivery remembered() {
        return new Delivery(number, before, after, events, List.of(), cursor);
    }

    /** Approximate memory in bytes. */
    long bytes() {
        return OVERHEAD
                + events.stream().mapToLong(event -> event.json().length).sum();
    }
}
