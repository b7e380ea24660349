package commuter.reservoir.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.reservoir.outbox.Origin;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** A record that could not be used: its own bytes, with headers that tell where it came from and why. */
final class DeadLetter {
    private DeadLetter() {}

    static Record<byte[], byte[]> of(Origin origin, String reason, long timestamp) {
        Headers headers = new RecordHeaders()
                .add("source_topic", origin.topic().getBytes(UTF_8))
                .add("source_partition", Integer.toString(origin.partition()).getBytes(UTF_8))
                .add("source_offset", Long.toString(origin.offset()).getBytes(UTF_8))
                .add("reason", reason.getBytes(UTF_8));
        return new Record<>(origin.key(), origin.value(), timestamp, headers);
    }
}
