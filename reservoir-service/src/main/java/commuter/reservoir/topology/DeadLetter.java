package commuter.reservoir.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.reservoir.outbox.Origin;
import commuter.schemas.CloudEvent;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** A record that could not be used: its own bytes and headers, with more headers that tell where it came from and why. */
final class DeadLetter {
    private DeadLetter() {}

    /** When only the origin is left of a record, its trace context is all there is of its headers. */
    static Record<byte[], byte[]> of(Origin origin, String reason, long timestamp) {
        Headers headers = new RecordHeaders();
        if (origin.traceparent() != null) {
            headers.add(CloudEvent.TRACE_PARENT, origin.traceparent().getBytes(UTF_8));
        }
        return of(origin, headers, reason, timestamp);
    }

    static Record<byte[], byte[]> of(Origin origin, Headers own, String reason, long timestamp) {
        Headers headers = new RecordHeaders(own.toArray())
                .add("source_topic", origin.topic().getBytes(UTF_8))
                .add("source_partition", Integer.toString(origin.partition()).getBytes(UTF_8))
                .add("source_offset", Long.toString(origin.offset()).getBytes(UTF_8))
                .add("reason", reason.getBytes(UTF_8));
        return new Record<>(origin.key(), origin.value(), timestamp, headers);
    }
}
