package commuter.reservoir.stream.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.reservoir.stream.model.Origin;
import commuter.schemas.CloudEvent;
import commuter.schemas.Json;
import commuter.schemas.ReservoirId;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A record that the reservoir writes: JSON with the reservoir as key, CloudEvents headers, and the trace context of its
 * cause.
 */
public final class CloudRecord {
    public static final String SOURCE = "/reservoir-service";

    private CloudRecord() {}

    /**
     * Makes the record.
     *
     * @param cause the record that led to this one; null when the clock led to it
     * @param timestamp in milliseconds since the epoch
     */
    public static Record<byte[], byte[]> of(
            ReservoirId key, Object value, CloudEvent cloudEvent, @Nullable Origin cause, long timestamp) {
        Headers headers = cloudEvent.headers();
        if (cause != null && cause.traceparent() != null) {
            headers.add(CloudEvent.TRACE_PARENT, cause.traceparent().getBytes(UTF_8));
        }
        return new Record<>(key.toString().getBytes(UTF_8), Json.write(value), timestamp, headers);
    }
}
