package commuter.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Serializes a reservoir id as the UTF-8 bytes of its text, so that every client computes the same key. Thread-safe.
 */
public final class ReservoirIdSerde implements Serde<ReservoirId> {

    @Override
    public Serializer<ReservoirId> serializer() {
        return (topic, id) -> id == null ? null : id.toString().getBytes(UTF_8);
    }

    @Override
    public Deserializer<ReservoirId> deserializer() {
        return (topic, bytes) -> bytes == null ? null : parse(topic, new String(bytes, UTF_8));
    }

    private static ReservoirId parse(String topic, String text) {
        try {
            return ReservoirId.parse(text);
        } catch (InvalidRecordException e) {
            throw new SerializationException(topic + ": key " + e.getMessage(), e);
        }
    }
}
