package commuter.notifier.hub;

import static java.nio.charset.StandardCharsets.US_ASCII;

import commuter.schemas.Json;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encodes {@code {"type": ..., "data": ..., "timestamp": ..., "cursor": ...}}, the format of every message to a client.
 * The timestamp is when the message was encoded. JSON from other services is embedded unchanged.
 */
public final class Envelope {
    private static final String STATS = "reservoir:stats";
    private static final String BATCH = "passenger:batch";
    private static final Clock CLOCK = Clock.systemUTC();

    private Envelope() {}

    static Message event(LogEvent event, String cursor) {
        return frame(event.type().frameType(), event.json(), cursor);
    }

    /** Several events as one message, whose data is an array. */
    static Message batch(List<LogEvent> events, String cursor) {
        ByteArrayOutputStream array = new ByteArrayOutputStream(
                events.stream().mapToInt(event -> event.json().length + 1).sum() + 2);
        char separator = '[';
        for (LogEvent event : events) {
            array.write(separator);
            array.writeBytes(event.json());
            separator = ',';
        }
        array.write(']');
        return frame(BATCH, array.toByteArray(), cursor);
    }

    static Message stats(byte[] json, @Nullable String cursor) {
        return frame(STATS, json, cursor);
    }

    /** A message that the notifier itself composes; the names of its data become snake_case. */
    public static Message message(String type, Object data, @Nullable String cursor) {
        return frame(type, Json.write(data), cursor);
    }

    static Message frame(String type, byte[] json, @Nullable String cursor) {
        byte[] head = ("{\"type\":\"" + type + "\",\"data\":").getBytes(US_ASCII);
        String place = cursor == null ? "" : ",\"cursor\":\"" + cursor + '"';
        byte[] tail = (",\"timestamp\":\"" + CLOCK.instant().truncatedTo(ChronoUnit.MILLIS) + '"' + place + '}')
                .getBytes(US_ASCII);
        byte[] text = new byte[head.length + json.length + tail.length];
        System.arraycopy(head, 0, text, 0, head.length);
        System.arraycopy(json, 0, text, head.length, json.length);
        System.arraycopy(tail, 0, text, head.length + json.length, tail.length);
        return new Message(type, text, cursor);
    }
}
