package commuter.notifier.hub;

import static java.nio.charset.StandardCharsets.US_ASCII;

import commuter.schemas.EventType;
import commuter.schemas.Json;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/**
 * Encodes {@code {"type": ..., "data": ..., "timestamp": ...}}, the form of every message to a client. The timestamp is
 * when the message was encoded. Thread-safe.
 */
@Component
public final class Envelope {
    private static final String STATS = "reservoir:stats";

    private final Clock clock = Clock.systemUTC();

    /** Encodes an event; its JSON, as it came from the log, is embedded as it is. */
    public Frame event(EventType type, byte[] json) {
        return frame(type.frameType(), json);
    }

    /** Encodes a reservoir's figures; their JSON, as it came from the topic, is embedded as it is. */
    public Frame stats(byte[] json) {
        return frame(STATS, json);
    }

    /** Encodes a message of the notifier's own; the data's names become snake_case. */
    public Frame message(String type, Object data) {
        return frame(type, Json.write(data));
    }

    private Frame frame(String type, byte[] json) {
        byte[] head = ("{\"type\":\"" + type + "\",\"data\":").getBytes(US_ASCII);
        byte[] tail = (",\"timestamp\":\"" + clock.instant().truncatedTo(ChronoUnit.MILLIS) + "\"}").getBytes(US_ASCII);
        return new Frame(ByteBuffer.allocate(head.length + json.length + tail.length)
                .put(head)
                .put(json)
                .put(tail)
                .array());
    }
}
